package dev.lorabake.foreign;

import dev.lorabake.recipe.Placeholder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges a path of somebody else's file: whether this machine can use it, or its user has to say
 * what it should be.
 *
 * @param value what the recipe is to say: the path, or a placeholder in angle brackets that keeps
 *     the old path to be seen
 * @param question what to ask, {@code null} where the path is fine
 */
public record ForeignPath(String value, @Nullable String question) {
  private static final Pattern WINDOWS = Pattern.compile("[A-Za-z]:[\\\\/].*|\\\\\\\\.+");
  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?i).*\\b(put|enter|insert|your|path to|full path)\\b.*");

  private static final boolean HERE_IS_WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  /**
   * @param what names it in the placeholder: {@code base model file}
   * @param base against which it counts when relative
   */
  public static ForeignPath of(String text, String what, Path base) {
    String path = text.strip();
    if (path.isEmpty()) {
      return new ForeignPath(Placeholder.of(what), "it is empty: name the " + what);
    }
    if (Placeholder.is(path)) {
      return placeholder(path, what, "a placeholder: name the " + what);
    }
    boolean windows = WINDOWS.matcher(path).matches();
    if (windows && !HERE_IS_WINDOWS) {
      return placeholder(path, what, "a Windows path: name the " + what + " on this machine");
    }
    if (exists(path, base)) {
      return new ForeignPath(path, null);
    }
    if (PLACEHOLDER.matcher(path).matches() && path.indexOf(' ') >= 0) {
      return placeholder(path, what, "a placeholder: name the " + what);
    }
    return new ForeignPath(path, "not found on this machine: correct it unless it will be there");
  }

  private static ForeignPath placeholder(String path, String what, String question) {
    return new ForeignPath(Placeholder.of(what + ", was " + path), question);
  }

  /** Whether something is there by that name, which may be no path at all. */
  public static boolean exists(String path, Path base) {
    try {
      return Files.exists(base.resolve(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
