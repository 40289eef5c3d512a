package dev.lorabake.preflight;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Folders with pictures for recipes that are really planned: 20 squares with captions in {@code
 * images}, {@code flat} and {@code data/10_sks cat}, and nothing in {@code empty}.
 */
final class SampleImages {
  static final int COUNT = 20;

  private static final byte[] SQUARE = png(1024, 1024);

  private SampleImages() {}

  static void makeIn(Path folder) throws IOException {
    for (String name : List.of("images", "data/10_sks cat", "flat")) {
      Path images = Files.createDirectories(folder.resolve(name));
      for (int i = 0; i < COUNT; i++) {
        Files.write(images.resolve(i + ".png"), SQUARE);
        Files.writeString(images.resolve(i + ".txt"), "a cat");
      }
    }
    Files.createDirectories(folder.resolve("empty"));
  }

  /** A black picture of that size. */
  static byte[] png(int width, int height) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
