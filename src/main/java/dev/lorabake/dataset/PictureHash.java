package dev.lorabake.dataset;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/**
 * A picture in 64 bits, which stay nearly the same when it is scaled, recompressed or brightened: a
 * difference hash. Each bit says whether one of 8x8 fields is brighter than the one to its left.
 */
final class PictureHash {
  /** Bits that differ between two pictures that a person would call the same. */
  static final int ALIKE = 5;

  /** Levels of 256 by which recompressing moves a field: even surfaces stay even. */
  private static final double NOISE = 3;

  private static final int ROWS = 8;
  private static final int COLUMNS = 9;

  /** Fields are averaged over this many samples each way, so that noise does not count. */
  private static final int SAMPLES = 8;

  private static final long MOST_PIXELS = 400_000_000;

  private PictureHash() {}

  /**
   * The hash of a file.
   *
   * @throws UnreadableImage for a kind that cannot be decoded here, such as AVIF
   * @throws IOException when it is broken or cannot be read
   */
  static long of(Path file) throws IOException, UnreadableImage {
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new UnreadableImage("no decoder for it is here");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return of(decode(reader));
      } catch (RuntimeException e) {
        throw new IOException("it cannot be decoded: " + e.getMessage(), e); // of broken files
      } finally {
        reader.dispose();
      }
    }
  }

  /** Only every n-th pixel is kept, so that a large picture takes little memory. */
  private static BufferedImage decode(ImageReader reader) throws IOException, UnreadableImage {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MOST_PIXELS) {
      throw new UnreadableImage("it has more than " + MOST_PIXELS + " pixels");
    }
    ImageReadParam param = reader.getDefaultReadParam();
    int x = Math.max(1, width / (COLUMNS * SAMPLES));
    int y = Math.max(1, height / (ROWS * SAMPLES));
    param.setSourceSubsampling(x, y, 0, 0);
    return reader.read(0, param);
  }

  static long of(BufferedImage image) {
    double[] fields = fields(image);
    long hash = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int column = 1; column < COLUMNS; column++) {
        int at = row * COLUMNS + column;
        hash = hash << 1 | (fields[at] > fields[at - 1] + NOISE ? 1 : 0);
      }
    }
    return hash;
  }

  /** The mean brightness of each field, row by row. */
  private static double[] fields(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    double[] sums = new double[ROWS * COLUMNS];
    int[] counts = new int[ROWS * COLUMNS];
    Raster raster = image.getRaster();
    boolean direct = raster.getNumBands() == 1 && image.getColorModel().getPixelSize() == 8;
    for (int y = 0; y < height; y++) {
      int row = y * ROWS / height;
      for (int x = 0; x < width; x++) {
        int field = row * COLUMNS + x * COLUMNS / width;
        sums[field] += direct ? raster.getSample(x, y, 0) : brightness(image.getRGB(x, y));
        counts[field]++;
      }
    }
    // a picture smaller than the fields leaves some empty: they are as bright as the one before
    for (int i = 0; i < sums.length; i++) {
      sums[i] = counts[i] > 0 ? sums[i] / counts[i] : i > 0 ? sums[i - 1] : 0;
    }
    return sums;
  }

  private static double brightness(int rgb) {
    return 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
  }
}
