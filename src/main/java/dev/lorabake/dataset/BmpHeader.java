package dev.lorabake.dataset;

import java.io.IOException;
import java.util.Set;

/** The size of a BMP as Pillow or {@code imagesize} reads it. */
final class BmpHeader {
  private static final int CORE = 12;

  /** Lengths of the later headers that Pillow knows (BmpImagePlugin.py). */
  private static final Set<Integer> KNOWN = Set.of(CORE, 40, 52, 56, 64, 108, 124);

  private static final Set<Integer> DEPTHS = Set.of(1, 4, 8, 16, 24, 32);

  private BmpHeader() {}

  static ImageSize size(HeadReader head, SizeReading reading) throws IOException, UnreadableImage {
    int length = head.little32(14);
    if (head.at(25) < 0 || head.at(13L + length) < 0) {
      throw new UnreadableImage("its BMP header is cut off");
    }
    boolean core = length == CORE;
    if (!KNOWN.contains(length) || !DEPTHS.contains(head.little16(core ? 24 : 28))) {
      throw new UnreadableImage("it is a BMP of an unknown kind");
    }
    if (core) {
      if (reading.ownBmp()) {
        throw new UnreadableImage("it is a BMP of OS/2, whose size imagesize misreads");
      }
      return new ImageSize(head.little16(18), head.little16(20));
    }
    int height = head.little32(22);
    boolean topDown = height < 0;
    if (topDown && reading.negativeHeights()) {
      throw new UnreadableImage(
          "it is stored top down, and imagesize takes its height as negative");
    }
    return new ImageSize(head.little32(18), Math.abs(height));
  }
}
