package dev.lorabake.dataset;

import java.io.IOException;

/**
 * Reads what a sound image's file tells beside its size: from the part that is read for the size
 * anyway, and from its last few bytes.
 */
final class TraitReader {
  /** What is read of a file's end. */
  private static final int TAIL = 4096;

  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;
  private static final int PNG_GREY_ALPHA = 4;
  private static final int PNG_RGB_ALPHA = 6;
  private static final int WEBP_EXTENDED_ALPHA = 0x10;
  private static final int WEBP_LOSSLESS_ALPHA = 1 << 28;

  private TraitReader() {}

  static ImageTraits read(HeadReader head) throws IOException {
    return switch (head.at(0)) {
      case 0x89 -> {
        int colour = head.at(25);
        boolean alpha = colour == PNG_GREY_ALPHA || colour == PNG_RGB_ALPHA;
        boolean deepGrey = colour == 0 && head.at(24) == 16;
        yield new ImageTraits(alpha, deepGrey, 1, !pngEnds(head));
      }
      case 0xff -> {
        int orientation = orientation(head);
        yield new ImageTraits(
            false, false, orientation < 1 || orientation > 8 ? 1 : orientation, jpegCutOff(head));
      }
      case 'R' -> {
        boolean alpha =
            head.matches(12, "VP8X")
                ? (head.at(20) & WEBP_EXTENDED_ALPHA) != 0
                : head.matches(12, "VP8L") && (head.little32(21) & WEBP_LOSSLESS_ALPHA) != 0;
        long told = Integer.toUnsignedLong(head.little32(4)) + 8;
        yield new ImageTraits(alpha, false, 1, told > head.size());
      }
      default -> ImageTraits.PLAIN;
    };
  }

  /** Some programs append data to a PNG, so its last chunk is looked for further up too. */
  private static boolean pngEnds(HeadReader head) throws IOException {
    long size = head.size();
    if (head.matches(size - 8, "IEND")) {
      return true;
    }
    head.at(Math.max(0, size - TAIL));
    for (long at = size - 9; at >= Math.max(0, size - TAIL); at--) {
      if (head.at(at) == 'I' && head.matches(at, "IEND")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the file ends within compressed pixels. There 0xff is always followed by 0 or a restart
   * marker; whatever else follows shows that something was appended to a whole image.
   */
  private static boolean jpegCutOff(HeadReader head) throws IOException {
    long size = head.size();
    if (size <= TAIL || (head.at(size - 2) == 0xff && head.at(size - 1) == 0xd9)) {
      return false;
    }
    head.at(size - TAIL);
    boolean compressed = false;
    for (long at = size - TAIL; at < size - 1; at++) {
      if (head.at(at) == 0xff) {
        int next = head.at(at + 1);
        if (next != 0 && (next < 0xd0 || next > 0xd7)) {
          return false;
        }
        compressed = true;
      }
    }
    return compressed;
  }

  private static int orientation(HeadReader head) throws IOException {
    long at = 2;
    while (true) {
      int marker = head.at(++at - 1);
      while (marker == 0xff) {
        marker = head.at(at++);
      }
      int length = head.big16(at);
      if (marker < 0 || marker == START_OF_SCAN || length < 2) {
        return -1;
      }
      if (marker == APP1) {
        int orientation = ExifOrientation.read(head, at + 2, at + length);
        if (orientation >= 0) {
          return orientation;
        }
      }
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4) {
        return -1; // EXIF data stands before the frame
      }
      at += length;
    }
  }
}
