package dev.lorabake.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which run went on from which, among those of a folder. */
public final class Lineage {
  private final Map<Path, ResumedFrom> earlier = new LinkedHashMap<>();
  private final Map<Path, RunDirectory> later = new LinkedHashMap<>();

  private Lineage() {}

  /**
   * Reads what each run says of itself; one whose note is damaged went on from none.
   *
   * @param runs the latest first
   */
  public static Lineage of(Iterable<RunDirectory> runs) {
    Lineage lineage = new Lineage();
    for (RunDirectory run : runs) {
      ResumedFrom.readable(run).ifPresent(from -> lineage.add(run, from));
    }
    return lineage;
  }

  private void add(RunDirectory run, ResumedFrom from) {
    earlier.put(run.path(), from);
    later.putIfAbsent(from.run(), run);
  }

  /** Where a run goes on from. */
  public Optional<ResumedFrom> before(RunDirectory run) {
    return Optional.ofNullable(earlier.get(run.path()));
  }

  /** A run and those that went on from it, each the latest that did. */
  public List<RunDirectory> further(RunDirectory run) {
    Set<RunDirectory> chain = new LinkedHashSet<>(List.of(run)); // a note may be anything
    Optional<RunDirectory> next = after(run);
    while (next.isPresent() && chain.add(next.get())) {
      next = after(next.get());
    }
    return List.copyOf(chain);
  }

  /** The run that went on from this one, the latest of them. */
  public Optional<RunDirectory> after(RunDirectory run) {
    return Optional.ofNullable(later.get(run.path()));
  }
}
