package dev.lorabake.tui;

import dev.lorabake.tui.paint.Scaled;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Reads pictures, made small at once: a screen has few pixels, and a dataset large files. */
public record LoadPictures(List<Path> files) implements Effect {
  /** Of a side, in pixels: a large cell grid shows that many of one picture. */
  private static final int SIDE = 512;

  /** Of so many files together, each gets fewer: all of them stay in memory. */
  private static final int SMALL_SIDE = 256;

  private static final int MANY = 32;

  /**
   * What could be read.
   *
   * @param pictures by file
   * @param unreadable files of another kind than this program shows, and broken ones
   */
  public record Loaded(Map<Path, BufferedImage> pictures, Set<Path> unreadable) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    Map<Path, BufferedImage> pictures = new LinkedHashMap<>();
    Set<Path> unreadable = new LinkedHashSet<>();
    int side = files.size() > MANY ? SMALL_SIDE : SIDE;
    for (Path file : files) {
      BufferedImage picture = read(file, side);
      if (picture == null) {
        unreadable.add(file);
      } else {
        pictures.put(file, small(picture, side));
      }
    }
    tell.accept(new Loaded(pictures, unreadable));
  }

  private static @Nullable BufferedImage read(Path file, int side) {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      return readers.hasNext() ? read(readers.next(), in, side) : null;
    } catch (IOException | RuntimeException e) { // ImageIO throws any of these for a broken file
      return null;
    }
  }

  /** Of a large picture only every few pixels are kept: all of it may be hundreds of megabytes. */
  private static BufferedImage read(ImageReader reader, ImageInputStream in, int side)
      throws IOException {
    try {
      reader.setInput(in, true, true);
      ImageReadParam param = reader.getDefaultReadParam();
      int every = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (4 * side));
      param.setSourceSubsampling(every, every, 0, 0);
      return reader.read(0, param);
    } finally {
      reader.dispose();
    }
  }

  private static BufferedImage small(BufferedImage picture, int side) {
    double scale = Math.min(1, (double) side / Math.max(picture.getWidth(), picture.getHeight()));
    int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    return Scaled.of(picture, width, height);
  }
}
