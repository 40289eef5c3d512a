package dev.lorabake.dataset;

import java.io.IOException;

/**
 * Reads what a sound image's file tells beside its size: from the part that is read for the size
 * anyway, and from its last few bytes.
 */
final class TraitReader {
  /** What is read of a file's end. */
  private static final int TAIL = 4096;

  /** Texts and profiles before the pixels are few. */
  private static final int MOST_CHUNKS = 64;

  private static final int PNG_GREY_ALPHA = 4;
  private static final int PNG_RGB_ALPHA = 6;
  private static final int WEBP_EXTENDED_ALPHA = 0x10;
  private static final int WEBP_ANIMATED = 0x02;
  private static final int WEBP_LOSSLESS_ALPHA = 1 << 28;

  private TraitReader() {}

  static ImageTraits read(HeadReader head, SizeReading reading, boolean jxl)
      throws IOException, UnreadableImage {
    ImageTraits plain = ImageTraits.PLAIN;
    if (jxl) {
      int orientation = JxlHeader.read(head).orientation();
      return ExifOrientation.swaps(orientation) ? plain.orientation(orientation) : plain;
    }
    return switch (head.at(0)) {
      case 0x89 -> {
        int colour = head.at(25);
        boolean alpha = colour == PNG_GREY_ALPHA || colour == PNG_RGB_ALPHA;
        boolean deepGrey = colour == 0 && head.at(24) == 16;
        yield plain.alpha(alpha).deepGrey(deepGrey).animated(pngMoves(head)).cutOff(!pngEnds(head));
      }
      case 0xff -> {
        JpegHeader jpeg = JpegHeader.read(head, reading.seeksMarkers() || reading.turned());
        yield plain
            .cmyk(jpeg.components() == 4)
            .orientation(jpeg.orientation())
            .cutOff(jpegCutOff(head));
      }
      case 'R' -> {
        boolean extended = head.matches(12, "VP8X");
        boolean alpha =
            extended
                ? (head.at(20) & WEBP_EXTENDED_ALPHA) != 0
                : head.matches(12, "VP8L") && (head.little32(21) & WEBP_LOSSLESS_ALPHA) != 0;
        long told = Integer.toUnsignedLong(head.little32(4)) + 8;
        boolean moves = extended && (head.at(20) & WEBP_ANIMATED) != 0;
        yield plain.alpha(alpha).animated(moves).cutOff(told > head.size());
      }
      case 'G', 'B' -> plain;
      default -> other(head);
    };
  }

  private static ImageTraits other(HeadReader head) throws IOException, UnreadableImage {
    if (TiffHeader.matches(head)) {
      return ImageTraits.PLAIN.orientation(TiffHeader.read(head).orientation());
    }
    AvifHeader avif = AvifHeader.read(head);
    return ImageTraits.PLAIN
        .alpha(avif.alpha())
        .animated(avif.animated())
        .cutOff(!avif.whole())
        .orientation(avif.orientation());
  }

  /** An animated PNG says so in a chunk before its pixels. */
  private static boolean pngMoves(HeadReader head) throws IOException {
    long at = 33;
    for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
      if (head.matches(at + 4, "acTL")) {
        return true;
      }
      long length = head.big32(at);
      if (length < 0 || head.matches(at + 4, "IDAT")) {
        return false;
      }
      at += length + 12;
    }
    return false;
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
}
