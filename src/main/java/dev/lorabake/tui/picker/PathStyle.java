package dev.lorabake.tui.picker;

import dev.lorabake.recipe.Placeholder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/** How paths are written in a recipe: a chosen one is written as those that stand there. */
enum PathStyle {
  /** From the recipe's folder, where the path lies in it. */
  BELOW,
  /** From the recipe's folder, by way of {@code ..} too. */
  RELATIVE,
  /** From the home folder, by {@code ~}. */
  HOME,
  ABSOLUTE;

  /**
   * The style of the paths that are there.
   *
   * @param now what the setting itself has, which counts first
   * @param others that the recipe has elsewhere
   */
  static PathStyle of(String now, Collection<String> others) {
    Optional<PathStyle> own = of(now);
    if (own.isPresent()) {
      return own.get() == BELOW && has(others, RELATIVE) > 0 ? RELATIVE : own.get();
    }
    long relative = has(others, BELOW) + has(others, RELATIVE);
    if (has(others, ABSOLUTE) > relative) {
      return ABSOLUTE;
    }
    return has(others, HOME) > relative ? HOME : has(others, RELATIVE) > 0 ? RELATIVE : BELOW;
  }

  private static long has(Collection<String> paths, PathStyle style) {
    return paths.stream().flatMap(path -> of(path).stream()).filter(style::equals).count();
  }

  private static Optional<PathStyle> of(String path) {
    if (path.isBlank() || Placeholder.is(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          path.startsWith("~")
              ? HOME
              : Path.of(path).isAbsolute() ? ABSOLUTE : path.startsWith("..") ? RELATIVE : BELOW);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * A path as text.
   *
   * @param path absolute
   * @param base what a relative one counts from, absolute
   */
  String write(Path path, Path base) {
    boolean relative = this == RELATIVE || (this == BELOW && path.startsWith(base));
    if (relative && Objects.equals(path.getRoot(), base.getRoot())) {
      String text = base.relativize(path).toString();
      return text.isEmpty() ? "." : text;
    }
    Path home = Path.of(System.getProperty("user.home"));
    return this == HOME && path.startsWith(home) && !path.equals(home)
        ? "~/" + home.relativize(path).toString().replace('\\', '/')
        : path.toString();
  }
}
