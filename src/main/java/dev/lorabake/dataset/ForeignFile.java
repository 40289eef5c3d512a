package dev.lorabake.dataset;

import java.io.IOException;

/** Names what lies under a picture's name and is none that upstream can read. */
final class ForeignFile {
  private ForeignFile() {}

  static UnreadableImage of(HeadReader head) throws IOException {
    String what = what(head);
    return new UnreadableImage(
        what.isEmpty() ? "it is no PNG, JPEG, WebP, BMP or GIF" : "it is " + what);
  }

  private static String what(HeadReader head) throws IOException {
    if (head.matches(4, "ftyp") && AvifHeader.hasBrand(head, "heic", "heix", "hevc", "mif1")) {
      return "a HEIC picture, which Pillow cannot open";
    }
    if (JxlHeader.matches(head)) {
      return "a JPEG XL picture, which needs pillow-jxl-plugin and the ending .jxl";
    }
    if (head.matches(0, "version https://git-lfs")) {
      return "the pointer of Git LFS in place of the picture: run git lfs pull";
    }
    String start = head.text(0, 16).toLowerCase(java.util.Locale.ROOT).strip();
    if (start.startsWith("<!doctype") || start.startsWith("<html")) {
      return "a web page, as a failed download leaves it";
    }
    if (start.startsWith("<svg") || start.startsWith("<?xml")) {
      return "an SVG or other XML, which Pillow cannot open";
    }
    if (head.matches(4, "ftyp")) {
      return "a film";
    }
    boolean blank = head.at(0) == 0;
    for (int i = 0; i < 64 && blank; i++) {
      blank = head.at(i) <= 0;
    }
    return blank ? "all zeros, as a broken copy leaves it" : "";
  }
}
