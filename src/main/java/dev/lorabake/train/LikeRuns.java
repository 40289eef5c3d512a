package dev.lorabake.train;

import dev.lorabake.json.JsonError;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds earlier runs of a kind, which each run keeps in a file of its directory. */
final class LikeRuns {
  /** Enough to find a like one; each costs reading what it left. */
  private static final int MOST_RUNS = 50;

  private final Path runsRoot;

  LikeRuns(Path runsRoot) {
    this.runsRoot = runsRoot;
  }

  /** What a run of a kind showed. */
  interface Measure<K, T> {
    /** {@code null} where it showed nothing to go by. */
    @Nullable T of(RunDirectory run, K kind) throws IOException;
  }

  /**
   * What the latest like runs showed, the latest first.
   *
   * @param file the file that says of what kind a run is
   * @param read reads that file
   * @param most ends the search
   */
  <K, T> List<T> find(
      String file,
      Function<String, Optional<K>> read,
      Predicate<K> alike,
      Measure<K, T> measure,
      int most) {
    List<T> found = new ArrayList<>();
    try {
      List<RunDirectory> runs = RunDirectory.list(runsRoot);
      for (RunDirectory run : runs.subList(0, Math.min(MOST_RUNS, runs.size()))) {
        T shown = shown(run, run.file(file), read, alike, measure);
        if (shown != null) {
          found.add(shown);
        }
        if (found.size() == most) {
          break;
        }
      }
      return found;
    } catch (IOException e) {
      return found; // less is told then, and nothing else depends on it
    }
  }

  private static <K, T> @Nullable T shown(
      RunDirectory run,
      Path file,
      Function<String, Optional<K>> read,
      Predicate<K> alike,
      Measure<K, T> measure) {
    try {
      Optional<K> kind =
          Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              ? read.apply(Files.readString(file)).filter(alike)
              : Optional.empty();
      return kind.isPresent() ? measure.of(run, kind.get()) : null;
    } catch (IOException | JsonError | DateTimeException | InvalidPathException e) {
      return null; // a run that is damaged, or just being deleted, does not hide the others
    }
  }
}
