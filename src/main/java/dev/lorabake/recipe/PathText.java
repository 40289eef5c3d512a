package dev.lorabake.recipe;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The paths that a recipe has as texts. */
final class PathText {
  /** What may be missing in a file's name on some system or in some encoding. */
  private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9._/-]");

  private PathText() {}

  /**
   * The absolute path; {@code ~} stands for the home folder. What cannot name a file at all, such
   * as a NUL or on Windows one of {@code <>:"|?*}, gives a path with underscores in its place,
   * where no file is.
   *
   * @param base what a relative path counts from
   */
  static Path resolve(Path base, String text) {
    try {
      return exact(base, text);
    } catch (InvalidPathException e) {
      return base.resolve(UNUSUAL.matcher(text).replaceAll("_")).normalize();
    }
  }

  /** Whether this system could have a file of that name. */
  static boolean isPath(Path base, String text) {
    try {
      exact(base, text);
      return true;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Path exact(Path base, String text) {
    boolean inHome = text.equals("~") || text.startsWith("~/");
    String expanded = inHome ? System.getProperty("user.home") + text.substring(1) : text;
    return base.resolve(expanded).normalize();
  }
}
