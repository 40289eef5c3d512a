package dev.lorabake.dataset;

import java.io.IOException;

/** The size in the first directory of a TIFF, which some programs write under other endings. */
record TiffHeader(ImageSize size, int orientation) {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int ORIENTATION = 274;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  static boolean matches(HeadReader head) throws IOException {
    return head.matches(0, "II*\0") || head.matches(0, "MM\0*");
  }

  static TiffHeader read(HeadReader head) throws IOException, UnreadableImage {
    boolean little = head.at(0) == 'I';
    long directory = number32(head, 4, little);
    int count = number16(head, directory, little);
    long width = 0;
    long height = 0;
    int orientation = -1;
    for (int i = 0; i < count; i++) {
      long entry = directory + 2 + (long) i * ENTRY_BYTES;
      boolean small = number16(head, entry + 2, little) == SHORT;
      long value = small ? number16(head, entry + 8, little) : number32(head, entry + 8, little);
      switch (number16(head, entry, little)) {
        case WIDTH -> width = value;
        case HEIGHT -> height = value;
        case ORIENTATION -> orientation = (int) value;
        default -> {}
      }
    }
    if (width < 1 || height < 1 || Math.max(width, height) > Integer.MAX_VALUE) {
      throw new UnreadableImage("its TIFF header is cut off or broken");
    }
    return new TiffHeader(new ImageSize((int) width, (int) height), orientation);
  }

  ImageSize upright() {
    return ExifOrientation.swaps(orientation) ? size.turned() : size;
  }

  private static int number16(HeadReader head, long at, boolean little) throws IOException {
    return little ? head.little16(at) : head.big16(at);
  }

  private static long number32(HeadReader head, long at, boolean little) throws IOException {
    return little ? Integer.toUnsignedLong(head.little32(at)) : head.big32(at);
  }
}
