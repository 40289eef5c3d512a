package dev.lorabake.dataset;

import java.io.IOException;

/** Finds the EXIF orientation of a JPEG: 1 to 8, of which 5 to 8 lie on their side. */
final class ExifOrientation {
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private ExifOrientation() {}

  /** Whether the orientation swaps width and height. */
  static boolean swaps(int orientation) {
    return orientation >= 5 && orientation <= 8;
  }

  /** The orientation in the segment's content from that offset on, -1 for none. */
  static int read(HeadReader head, long from, long to) throws IOException {
    if (!head.matches(from, "Exif\0\0")) {
      return -1;
    }
    return readTiff(head, from + 6, to);
  }

  /** As above, for the part behind the segment's name. */
  static int readTiff(HeadReader head, long tiff, long to) throws IOException {
    boolean little = head.matches(tiff, "II");
    if (!little && !head.matches(tiff, "MM")) {
      return -1;
    }
    long entries = tiff + number32(head, tiff + 4, little);
    int count = number16(head, entries, little);
    for (int i = 0; i < count; i++) {
      long entry = entries + 2 + (long) i * ENTRY_BYTES;
      if (entry + ENTRY_BYTES > to) {
        return -1;
      }
      if (number16(head, entry, little) == TAG
          && number16(head, entry + 2, little) == SHORT
          && number32(head, entry + 4, little) == 1) {
        return number16(head, entry + 8, little);
      }
    }
    return -1;
  }

  private static int number16(HeadReader head, long at, boolean little) throws IOException {
    return little ? head.little16(at) : head.big16(at);
  }

  private static long number32(HeadReader head, long at, boolean little) throws IOException {
    return little ? Integer.toUnsignedLong(head.little32(at)) : head.big32(at);
  }
}
