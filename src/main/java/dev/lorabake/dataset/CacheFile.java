package dev.lorabake.dataset;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file in which upstream has kept an encoded image or caption, by its table of contents.
 *
 * @param older whether what it was made of was changed later
 * @param broken why NumPy cannot open it, {@code null} when it can
 * @param arrays by name; {@code null} for one whose header was not asked for
 */
public record CacheFile(
    Path file, boolean older, @Nullable String broken, Map<String, @Nullable NpyArray> arrays) {

  /**
   * A cache to look into.
   *
   * @param source the image or caption that it was made of, {@code null} when there is none
   */
  public record Wanted(Path file, @Nullable Path source) {}

  /** The array of that name, {@code null} when it is not there or its header was not read. */
  public @Nullable NpyArray array(String name) {
    return arrays.get(name);
  }

  public boolean has(String name) {
    return arrays.containsKey(name);
  }
}
