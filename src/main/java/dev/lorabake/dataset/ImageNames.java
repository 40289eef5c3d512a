package dev.lorabake.dataset;

import java.util.Set;

/** Which files upstream takes for images ({@code IMAGE_EXTENSIONS} of train_util.py). */
public final class ImageNames {
  private static final Set<String> EXTENSIONS =
      Set.of(".png", ".jpg", ".jpeg", ".webp", ".bmp", ".PNG", ".JPG", ".JPEG", ".WEBP", ".BMP");

  private ImageNames() {}

  /** Whether it is one without any plug-in. */
  public static boolean isImage(String name) {
    return isImage(name, SizeReading.PINNED);
  }

  /** Its pattern {@code *.png} passes hidden files by, and {@code .Png} matches no pattern. */
  static boolean isImage(String name, SizeReading reading) {
    int dot = name.lastIndexOf('.');
    if (dot <= 0 || name.charAt(0) == '.') {
      return false;
    }
    String extension = name.substring(dot);
    return EXTENSIONS.contains(extension)
        || (reading.avif() && (extension.equals(".avif") || extension.equals(".AVIF")))
        || (reading.jxl() && isJxl(name));
  }

  /** Whether upstream reads the size by its own code for JPEG XL. */
  static boolean isJxl(String name) {
    return name.endsWith(".jxl") || name.endsWith(".JXL");
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
