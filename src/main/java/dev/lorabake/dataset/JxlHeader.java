package dev.lorabake.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The size at the start of a JPEG XL codestream (ISO/IEC 18181-1), bare or in its container, as
 * upstream's {@code library/jpeg_xl_util.py} reads it: without the orientation.
 *
 * @param orientation as by EXIF, 1 for none; decoders turn the pixels by it
 */
record JxlHeader(ImageSize size, int orientation) {
  private static final String SIGNATURE = "\0\0\0\fJXL \r\n\u0087\n";
  private static final int ENOUGH = 32;

  static boolean matches(HeadReader head) throws IOException {
    return head.matches(0, "\u00ff\n") || head.matches(0, SIGNATURE);
  }

  static JxlHeader read(HeadReader head) throws IOException, UnreadableImage {
    Bits bits = new Bits(start(head));
    bits.take(16);
    boolean small = bits.take(1) == 1;
    long height = side(bits, small);
    int ratio = (int) bits.take(3);
    long width = ratio == 0 ? side(bits, small) : wide(height, ratio);
    int orientation = 1;
    if (bits.take(1) == 0 && bits.take(1) == 1) { // not all metadata as usual, and more of it
      orientation = (int) bits.take(3) + 1;
    }
    return new JxlHeader(new ImageSize((int) width, (int) height), orientation);
  }

  private static long side(Bits bits, boolean small) {
    if (small) {
      return 8 * (1 + bits.take(5));
    }
    int[] lengths = {9, 13, 18, 30};
    return 1 + bits.take(lengths[(int) bits.take(2)]);
  }

  private static long wide(long height, int ratio) {
    int[][] ratios = {{1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}};
    return height * ratios[ratio - 1][0] / ratios[ratio - 1][1];
  }

  /** The first bytes of the codestream. */
  private static byte[] start(HeadReader head) throws IOException, UnreadableImage {
    if (head.matches(0, "\u00ff\n")) {
      return bytes(head, 0, ENOUGH);
    }
    if (!head.matches(0, SIGNATURE) || !head.matches(12, "\0\0\0\u0014ftypjxl \0\0\0\0jxl ")) {
      throw new UnreadableImage("its JPEG XL header is broken");
    }
    List<IsoBox> parts = new ArrayList<>();
    for (IsoBox box : IsoBox.within(head, 32, head.size())) {
      if (box.type().equals("jxlc")) {
        return bytes(head, box.from(), box.to());
      }
      if (box.type().equals("jxlp") && box.to() - box.from() >= 4) {
        parts.add(box);
      }
    }
    List<Part> ordered = new ArrayList<>();
    for (IsoBox part : parts) {
      ordered.add(new Part(head.big32(part.from()) & 0x7fffffff, part));
    }
    ordered.sort(Comparator.comparingLong(Part::index));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Part part : ordered) {
      if (all.size() < ENOUGH) {
        all.writeBytes(bytes(head, part.box.from() + 4, part.box.to()));
      }
    }
    if (all.size() == 0) {
      throw new UnreadableImage("its JPEG XL container holds no picture");
    }
    return all.toByteArray();
  }

  private record Part(long index, IsoBox box) {}

  private static byte[] bytes(HeadReader head, long from, long to) throws IOException {
    byte[] bytes = new byte[(int) Math.min(ENOUGH, Math.max(0, to - from))];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(0, head.at(from + i));
    }
    return bytes;
  }

  /** Bits from the lowest of each byte on; 0 past the end. */
  private static final class Bits {
    private final byte[] bytes;
    private int next;

    Bits(byte[] bytes) {
      this.bytes = bytes;
    }

    long take(int count) {
      long value = 0;
      for (int i = 0; i < count; i++, next++) {
        int at = next / 8;
        long bit = at < bytes.length ? (bytes[at] >> (next % 8)) & 1 : 0;
        value |= bit << i;
      }
      return value;
    }
  }
}
