package dev.lorabake.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {
  @TempDir Path folder;

  private ImageSize size(Path file, SizeReading reading) throws Exception {
    try (HeadReader head = new HeadReader()) {
      head.open(file);
      return ImageHeader.size(head, reading, file.toString().endsWith(".jxl"));
    }
  }

  private ImageSize size(Path file) throws Exception {
    return size(file, SizeReading.PINNED);
  }

  private String refusal(Path file) {
    return String.valueOf(assertThrows(UnreadableImage.class, () -> size(file)).getMessage());
  }

  @Test
  void readsPng() throws Exception {
    assertEquals(new ImageSize(70000, 3), size(Pictures.png(folder.resolve("a"), 70000, 3)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 14, 4080, 4085, 4090, 60_000})
  void readsJpegWhereverItsFrameHeaderStands(int exifBytes) throws Exception {
    assertEquals(
        new ImageSize(1920, 1080),
        size(Pictures.jpeg(folder.resolve("a.jpg"), 1920, 1080, exifBytes)));
  }

  @Test
  void readsEveryKindOfWebp() throws Exception {
    Path file = folder.resolve("a.webp");
    assertEquals(new ImageSize(640, 480), size(Pictures.webp(file, 640, 480)));
    assertEquals(new ImageSize(16383, 1), size(Pictures.losslessWebp(file, 16383, 1)));
  }

  @Test
  void readsAnExtendedWebpOnePixelShortAsThePinnedPackageDoes() throws Exception {
    Path file = Pictures.extendedWebp(folder.resolve("a.webp"), 1024, 768);
    assertEquals(new ImageSize(1023, 767), size(file, SizeReading.of("1.4.1")));
    assertEquals(new ImageSize(1024, 768), size(file, SizeReading.of("1.5.0")));
    assertEquals(new ImageSize(1024, 768), size(file, SizeReading.of("2.0.1")));
    assertEquals(new ImageSize(1023, 767), size(file, SizeReading.of(null)));
  }

  @ParameterizedTest
  @CsvSource({"1, 640x480", "3, 640x480", "5, 480x640", "6, 480x640", "8, 480x640", "9, 640x480"})
  void turnsJpegsOnlyAsTheNewerPackageDoes(int orientation, String turned) throws Exception {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      Path file = Pictures.turnedJpeg(folder.resolve("a.jpg"), 640, 480, orientation, order);
      ImageSize size = size(file, SizeReading.of("2.0.1"));
      assertEquals(turned, size.width() + "x" + size.height());
      assertEquals(new ImageSize(640, 480), size(file, SizeReading.of("1.4.1")));
      assertEquals(new ImageSize(640, 480), size(file, SizeReading.of("1.5.0")));
    }
  }

  @Test
  void readsBmpAndGif() throws Exception {
    Path file = folder.resolve("a");
    assertEquals(new ImageSize(33, 44), size(Pictures.bmp(file, 33, 44)));
    assertEquals(new ImageSize(33, 44), size(Pictures.bmp(file, 33, -44)));
    assertEquals(new ImageSize(12, 13), size(Pictures.gif(file, 12, 13)));
  }

  @Test
  void saysWhyAFileCannotBeRead() throws IOException {
    assertEquals("the file is empty", refusal(Files.createFile(folder.resolve("empty.png"))));
    assertEquals(
        "it is no PNG, JPEG, WebP, BMP or GIF",
        refusal(Files.writeString(folder.resolve("text.png"), "hello")));
    Path cut = Pictures.png(folder.resolve("cut.png"), 5, 5);
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 18));
    assertEquals("its PNG header is cut off or broken", refusal(cut));
    Path jpeg = Pictures.jpeg(folder.resolve("cut.jpg"), 5, 5, 100);
    Files.write(jpeg, Arrays.copyOf(Files.readAllBytes(jpeg), 50));
    assertEquals("its JPEG header is cut off or broken", refusal(jpeg));
    assertEquals("its header says 0x7", refusal(Pictures.png(folder.resolve("flat.png"), 0, 7)));
    assertEquals(
        "its PNG header says 4294967295x7",
        refusal(Pictures.png(folder.resolve("huge.png"), -1, 7)));
  }

  @Test
  void saysWhatLiesUnderAPicturesName() throws IOException {
    Path file = folder.resolve("a.png");
    Files.writeString(file, "<!DOCTYPE html><html>404</html>");
    assertEquals("it is a web page, as a failed download leaves it", refusal(file));
    Files.writeString(file, "version https://git-lfs.github.com/spec/v1\nsize 9\n");
    assertTrue(refusal(file).contains("git lfs pull"));
    Files.writeString(file, "\0\0\0\u0018ftypheic\0\0\0\0mif1heic");
    assertEquals("it is a HEIC picture, which Pillow cannot open", refusal(file));
    Files.write(file, new byte[100]);
    assertEquals("it is all zeros, as a broken copy leaves it", refusal(file));
  }

  @Test
  void namesBmpsThatImagesizeMisreads() throws Exception {
    Path file = Pictures.bmp(folder.resolve("a.bmp"), 33, -44);
    assertEquals(new ImageSize(33, 44), size(file, SizeReading.of("2.0.1")));
    for (String version : List.of("1.5.0", "2.0.0")) {
      UnreadableImage e =
          assertThrows(UnreadableImage.class, () -> size(file, SizeReading.of(version)));
      assertTrue(String.valueOf(e.getMessage()).contains("top down"));
    }
  }
}
