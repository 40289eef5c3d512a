package dev.lorabake.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraitReaderTest {
  @TempDir Path folder = Path.of("");

  private ImageTraits traits(Path file) throws Exception {
    try (HeadReader head = new HeadReader()) {
      head.open(file);
      return TraitReader.read(head, SizeReading.PINNED, false);
    }
  }

  private ImageTraits traits(byte[] content) throws Exception {
    return traits(Files.write(folder.resolve("a"), content));
  }

  /** Noise, which no format makes small. */
  private static byte[] noise(String format, int type) throws Exception {
    BufferedImage image = new BufferedImage(128, 128, type);
    Random random = new Random(1);
    for (int i = 0; i < 128 * 128; i++) {
      image.setRGB(i % 128, i / 128, random.nextInt());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void aWholeImageIsPlain(String format) throws Exception {
    byte[] whole = noise(format, BufferedImage.TYPE_INT_RGB);
    assertEquals(ImageTraits.PLAIN, traits(whole));
    assertEquals(ImageTraits.PLAIN, traits(Arrays.copyOf(whole, whole.length + 40)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void anImageWithoutItsEndIsCutOff(String format) throws Exception {
    byte[] whole = noise(format, BufferedImage.TYPE_INT_RGB);
    assertTrue(traits(Arrays.copyOf(whole, whole.length - 20)).cutOff());
    assertTrue(traits(Arrays.copyOf(whole, whole.length * 2 / 3)).cutOff());
  }

  @Test
  void aJpegWithAFilmBehindItIsWhole() throws Exception {
    byte[] whole = noise("jpg", BufferedImage.TYPE_INT_RGB);
    byte[] longer = Arrays.copyOf(whole, whole.length + 10_000);
    byte[] film = new byte[10_000];
    new Random(2).nextBytes(film);
    System.arraycopy(film, 0, longer, whole.length, film.length);
    assertFalse(traits(longer).cutOff());
    assertFalse(traits(Arrays.copyOf(whole, whole.length + 10_000)).cutOff());
  }

  @Test
  void seesAChannelOfTransparency() throws Exception {
    assertTrue(traits(noise("png", BufferedImage.TYPE_INT_ARGB)).alpha());
    assertFalse(traits(noise("png", BufferedImage.TYPE_INT_RGB)).alpha());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 8})
  void readsTheOrientation(int orientation) throws Exception {
    Path file = folder.resolve("a.jpg");
    ImageTraits traits =
        traits(Pictures.turnedJpeg(file, 64, 32, orientation, ByteOrder.BIG_ENDIAN));
    assertEquals(orientation, traits.orientation());
    assertEquals(orientation != 1, traits.turned());
  }

  @Test
  void aWebpThatIsShorterThanItSaysIsCutOff() throws Exception {
    Path file = Pictures.extendedWebp(folder.resolve("a.webp"), 64, 32);
    assertFalse(traits(file).cutOff());
    assertTrue(traits(Arrays.copyOf(Files.readAllBytes(file), 32)).cutOff());
  }

  @Test
  void seesColoursForPrint() throws Exception {
    URI shapes = Objects.requireNonNull(getClass().getResource("shapes-cmyk.jpg")).toURI();
    assertTrue(traits(Path.of(shapes)).cmyk());
    assertFalse(traits(noise("jpg", BufferedImage.TYPE_INT_RGB)).cmyk());
  }

  @Test
  void seesAnAnimation() throws Exception {
    byte[] still = noise("png", BufferedImage.TYPE_INT_RGB);
    ByteBuffer moving = ByteBuffer.allocate(still.length + 20);
    moving.put(still, 0, 33).putInt(8).put("acTL".getBytes(StandardCharsets.US_ASCII));
    moving.position(53).put(still, 33, still.length - 33);
    assertTrue(traits(moving.array()).animated());
    assertFalse(traits(still).animated());
    byte[] webp = Files.readAllBytes(Pictures.extendedWebp(folder.resolve("a.webp"), 8, 8));
    assertFalse(traits(webp).animated());
    webp[20] = 2;
    assertTrue(traits(webp).animated());
  }

  @Test
  void remembersEveryTrait() {
    ImageTraits plain = ImageTraits.PLAIN;
    for (ImageTraits traits :
        List.of(
            plain,
            plain.alpha(true),
            plain.deepGrey(true),
            plain.cmyk(true),
            plain.animated(true),
            plain.cutOff(true),
            plain.orientation(8).cutOff(true).alpha(true))) {
      assertEquals(traits, ImageTraits.of(traits.bits()));
    }
    assertEquals(plain, plain.orientation(9));
  }
}
