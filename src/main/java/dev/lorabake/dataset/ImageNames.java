package dev.lorabake.dataset;

import java.util.Set;

/** Which files upstream takes for images ({@code IMAGE_EXTENSIONS} of train_util.py). */
final class ImageNames {
  private static final Set<String> EXTENSIONS =
      Set.of(".png", ".jpg", ".jpeg", ".webp", ".bmp", ".PNG", ".JPG", ".JPEG", ".WEBP", ".BMP");

  private ImageNames() {}

  /** Its pattern {@code *.png} passes hidden files by, and {@code .Png} matches no pattern. */
  static boolean isImage(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && name.charAt(0) != '.' && EXTENSIONS.contains(name.substring(dot));
  }

  /** Python orders text by code points, Java by UTF-16 units: they differ beyond U+FFFF. */
  static int compareAsPython(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean highA = Character.isSurrogate(a);
        boolean highB = Character.isSurrogate(b);
        return highA == highB ? Character.compare(a, b) : highA ? 1 : -1;
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
