package dev.lorabake.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraitReaderTest {
  @TempDir Path folder = Path.of("");

  private ImageTraits traits(Path file) throws IOException {
    try (HeadReader head = new HeadReader()) {
      head.open(file);
      return TraitReader.read(head);
    }
  }

  private ImageTraits traits(byte[] content) throws IOException {
    return traits(Files.write(folder.resolve("a"), content));
  }

  /** Noise, which no format makes small. */
  private static byte[] noise(String format, int type) throws IOException {
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
  void aWholeImageIsPlain(String format) throws IOException {
    byte[] whole = noise(format, BufferedImage.TYPE_INT_RGB);
    assertEquals(ImageTraits.PLAIN, traits(whole));
    assertEquals(ImageTraits.PLAIN, traits(Arrays.copyOf(whole, whole.length + 40)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void anImageWithoutItsEndIsCutOff(String format) throws IOException {
    byte[] whole = noise(format, BufferedImage.TYPE_INT_RGB);
    assertTrue(traits(Arrays.copyOf(whole, whole.length - 20)).cutOff());
    assertTrue(traits(Arrays.copyOf(whole, whole.length * 2 / 3)).cutOff());
  }

  @Test
  void aJpegWithAFilmBehindItIsWhole() throws IOException {
    byte[] whole = noise("jpg", BufferedImage.TYPE_INT_RGB);
    byte[] longer = Arrays.copyOf(whole, whole.length + 10_000);
    byte[] film = new byte[10_000];
    new Random(2).nextBytes(film);
    System.arraycopy(film, 0, longer, whole.length, film.length);
    assertFalse(traits(longer).cutOff());
    assertFalse(traits(Arrays.copyOf(whole, whole.length + 10_000)).cutOff());
  }

  @Test
  void seesAChannelOfTransparency() throws IOException {
    assertTrue(traits(noise("png", BufferedImage.TYPE_INT_ARGB)).alpha());
    assertFalse(traits(noise("png", BufferedImage.TYPE_INT_RGB)).alpha());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 8})
  void readsTheOrientation(int orientation) throws IOException {
    Path file = folder.resolve("a.jpg");
    ImageTraits traits =
        traits(Pictures.turnedJpeg(file, 64, 32, orientation, ByteOrder.BIG_ENDIAN));
    assertEquals(orientation, traits.orientation());
    assertEquals(orientation != 1, traits.turned());
  }

  @Test
  void aWebpThatIsShorterThanItSaysIsCutOff() throws IOException {
    Path file = Pictures.extendedWebp(folder.resolve("a.webp"), 64, 32);
    assertFalse(traits(file).cutOff());
    assertTrue(traits(Arrays.copyOf(Files.readAllBytes(file), 32)).cutOff());
  }
}
