package dev.lorabake.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A box of an ISO base media file, the container of AVIF, HEIC and JPEG XL.
 *
 * @param type four letters
 * @param from where its content begins
 * @param to where it ends
 * @param cutOff whether it should end further on, where the file has nothing
 */
record IsoBox(String type, long from, long to, boolean cutOff) {
  /** More than any sound picture has in one place. */
  private static final int MOST = 4096;

  /** The boxes in that part of the file, up to one that is broken or cut off. */
  static List<IsoBox> within(HeadReader head, long from, long to) throws IOException {
    List<IsoBox> boxes = new ArrayList<>();
    long at = from;
    while (at + 8 <= to && boxes.size() < MOST) {
      long size = head.big32(at);
      long content = at + 8;
      if (size == 1) {
        size = head.big32(at + 8) << 32 | head.big32(at + 12);
        content = at + 16;
      } else if (size == 0) {
        size = to - at;
      }
      if (size < content - at) {
        break;
      }
      boolean cutOff = size > to - at;
      long end = cutOff ? to : at + size;
      boxes.add(new IsoBox(head.text(at + 4, 4), content, end, cutOff));
      at = end;
    }
    return boxes;
  }

  List<IsoBox> boxes(HeadReader head, long skipped) throws IOException {
    return within(head, from + skipped, to);
  }

  static @Nullable IsoBox first(List<IsoBox> boxes, String type) {
    return boxes.stream().filter(box -> box.type.equals(type)).findFirst().orElse(null);
  }
}
