package dev.lorabake.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks into many cache files: two or three small reads for each, on several threads. */
public final class CacheReader {
  /** Files that were copied together come in any order. */
  private static final long SAME_TIME_MILLIS = 60_000;

  private CacheReader() {}

  /**
   * The files in the order of the wanted ones; each must be there.
   *
   * @param arrays those whose headers are of interest
   */
  public static List<CacheFile> read(List<CacheFile.Wanted> wanted, Set<String> arrays) {
    CacheFile[] found = new CacheFile[wanted.size()];
    Parallel.forEach(
        found.length, Parallel.Watch.NONE, () -> i -> found[i] = read(wanted.get(i), arrays));
    return List.of(found);
  }

  private static CacheFile read(CacheFile.Wanted wanted, Set<String> arrays) {
    Path file = wanted.file();
    try {
      NpzFile npz = NpzFile.read(file, arrays);
      return new CacheFile(file, isOlder(file, wanted.source()), null, npz.arrays());
    } catch (NpzFile.Broken e) {
      return new CacheFile(file, false, String.valueOf(e.getMessage()), Map.of());
    } catch (IOException e) {
      return new CacheFile(file, false, "it cannot be read", Map.of());
    }
  }

  private static boolean isOlder(Path file, @Nullable Path source) throws IOException {
    return source != null
        && Files.getLastModifiedTime(source).toMillis()
            > Files.getLastModifiedTime(file).toMillis() + SAME_TIME_MILLIS;
  }
}
