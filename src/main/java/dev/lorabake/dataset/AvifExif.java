package dev.lorabake.dataset;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the EXIF orientation of an AVIF, which stands in an item of its own. */
final class AvifExif {
  private AvifExif() {}

  /**
   * The orientation, -1 for none.
   *
   * @param meta the boxes of the file's meta box
   */
  static int orientation(HeadReader head, List<IsoBox> meta) throws IOException {
    IsoBox locations = IsoBox.first(meta, "iloc");
    IsoBox infos = IsoBox.first(meta, "iinf");
    Set<Long> items = infos == null ? Set.of() : items(head, infos);
    if (locations == null || items.isEmpty()) {
      return -1;
    }
    IsoBox inside = IsoBox.first(meta, "idat");
    long at = locations.from();
    int version = head.at(at);
    int offsetSize = head.at(at + 4) >> 4;
    int lengthSize = head.at(at + 4) & 15;
    int baseSize = head.at(at + 5) >> 4;
    int indexSize = version > 0 ? head.at(at + 5) & 15 : 0;
    long count = version < 2 ? head.big16(at + 6) : head.big32(at + 6);
    at += version < 2 ? 8 : 10;
    for (long i = 0; i < count && at < locations.to(); i++) {
      long item = version < 2 ? head.big16(at) : head.big32(at);
      at += version < 2 ? 2 : 4;
      int method = version > 0 ? head.big16(at) & 15 : 0;
      at += version > 0 ? 4 : 2;
      long base = number(head, at, baseSize);
      int extents = head.big16(at + baseSize);
      at += baseSize + 2L;
      if (items.contains(item) && extents > 0 && (method == 0 || inside != null)) {
        long start = base + number(head, at + indexSize, offsetSize);
        long from = method == 0 || inside == null ? start : inside.from() + start;
        long length = number(head, at + indexSize + offsetSize, lengthSize);
        int found = ExifOrientation.readTiff(head, from + 4 + head.big32(from), from + length);
        if (found >= 0) {
          return found;
        }
      }
      at += (long) extents * (indexSize + offsetSize + lengthSize);
    }
    return -1;
  }

  private static Set<Long> items(HeadReader head, IsoBox infos) throws IOException {
    Set<Long> items = new HashSet<>();
    for (IsoBox info : infos.boxes(head, head.at(infos.from()) == 0 ? 6 : 8)) {
      boolean wide = head.at(info.from()) > 2;
      if (info.type().equals("infe") && head.matches(info.from() + (wide ? 10 : 8), "Exif")) {
        items.add(wide ? head.big32(info.from() + 4) : head.big16(info.from() + 4));
      }
    }
    return items;
  }

  private static long number(HeadReader head, long at, int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number = number << 8 | Math.max(0, head.at(at + i));
    }
    return number;
  }
}
