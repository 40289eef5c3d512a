package dev.lorabake.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearDuplicatesTest {
  @TempDir Path folder = Path.of("");

  /** Coloured discs at places that the seed decides. */
  private static BufferedImage picture(long seed, int width, int height, float bright) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    for (int i = 0; i < 40; i++) {
      float shade = random.nextFloat() * bright;
      canvas.setColor(new Color(shade, shade * random.nextFloat(), shade));
      int size = width / 8 + random.nextInt(width / 4);
      double x = random.nextDouble() * 1.2 - 0.2;
      double y = random.nextDouble() * 1.2 - 0.2;
      canvas.fillOval(
          (int) (x * width), (int) (y * height), size, (int) ((long) size * height / width));
    }
    canvas.dispose();
    return image;
  }

  private Path write(String name, BufferedImage image) throws IOException {
    Path file = folder.resolve(name);
    String kind = name.substring(name.lastIndexOf('.') + 1);
    assertTrue(ImageIO.write(image, kind, file.toFile()), name);
    return file;
  }

  private List<List<String>> groups() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> sorted = files.sorted().toList();
      PictureHashes.Hashed hashed = new PictureHashes(Scanning.PLAIN).of(sorted);
      return NearDuplicates.groups(hashed.hashes()).stream()
          .map(group -> group.stream().map(path -> folder.relativize(Path.of(path)).toString()))
          .map(Stream::toList)
          .toList();
    }
  }

  @Test
  void groupsAPictureWithItsScaledRecompressedAndDarkenedTwins() throws IOException {
    write("a.png", picture(1, 512, 384, 1));
    write("a-small.png", picture(1, 256, 192, 1));
    write("a.jpg", picture(1, 512, 384, 1));
    write("a-dark.png", picture(1, 512, 384, 0.8f));
    for (int seed = 2; seed < 40; seed++) {
      write("other-" + seed + ".png", picture(seed, 320, 320, 1));
    }
    assertEquals(List.of(List.of("a-dark.png", "a-small.png", "a.jpg", "a.png")), groups());
  }

  /** The JDK itself decodes neither WebP nor a JPEG in CMYK. */
  @ParameterizedTest
  @ValueSource(strings = {"shapes.webp", "shapes-cmyk.jpg"})
  void decodesWhatTheJdkDoesNot(String name) throws Exception {
    long png = PictureHash.of(resource("shapes.png"));
    long other = PictureHash.of(resource(name));
    assertTrue(Long.bitCount(png ^ other) <= PictureHash.ALIKE, Long.toHexString(png ^ other));
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(NearDuplicatesTest.class.getResource(name)).toURI());
  }

  @Test
  void leavesPicturesOfOneColourApart() throws IOException {
    for (int i = 0; i < 3; i++) {
      write(i + ".png", new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB));
    }
    assertEquals(List.of(), groups());
  }

  @Test
  void countsWhatCannotBeDecoded() throws IOException {
    Path broken = Files.writeString(folder.resolve("b.png"), "no picture");
    Path cut = write("c.png", picture(3, 300, 300, 1));
    byte[] half = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(half, half.length / 2));
    assertEquals(2, new PictureHashes(Scanning.PLAIN).of(List.of(broken, cut)).skipped());
    assertThrows(UnreadableImage.class, () -> PictureHash.of(broken));
  }

  @Test
  void remembersWhatWasDoneBeforeItWasCancelled() throws IOException {
    List<Path> two =
        List.of(write("a.png", picture(1, 64, 64, 1)), write("b.png", picture(2, 64, 64, 1)));
    AtomicInteger done = new AtomicInteger();
    Progress once =
        new Progress() {
          @Override
          public void done(Work work, int so, int all) {
            done.set(so);
          }

          @Override
          public boolean cancelled() {
            return done.get() > 0;
          }
        };
    assertThrows(ScanCancelled.class, () -> new PictureHashes(later(once)).of(two));
    assertEquals(1, done.get());
    FolderMemory memory = later(Progress.NONE).memory("pictures\n" + folder);
    assertNotNull(memory.find("a.png", FileIdentity.of(two.getFirst())));
    assertNull(memory.find("b.png", FileIdentity.of(two.getLast())));
  }

  @Test
  void remembersAPictureUntilItChanges() throws IOException {
    Path picture = write("a.png", picture(1, 64, 64, 1));
    FolderMemory memory = later(Progress.NONE).memory("pictures\n" + folder);
    memory.keep("a.png", FileIdentity.of(picture), new FolderMemory.Fact(12345, 0, ""));
    memory.save(true);
    assertEquals(
        Map.of(picture.toString(), 12345L),
        new PictureHashes(later(Progress.NONE)).of(List.of(picture)).hashes());
    write("a.png", picture(2, 64, 64, 1));
    assertNotEquals(
        Map.of(picture.toString(), 12345L),
        new PictureHashes(later(Progress.NONE)).of(List.of(picture)).hashes());
  }

  /** By a clock that lets the files of the test be old enough. */
  private Scanning later(Progress progress) {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
    return new Scanning(folder.resolve("cache"), progress, clock);
  }
}
