package dev.lorabake.train;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.process.KeeperExit;
import dev.lorabake.run.JournalReader;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long the steps of earlier runs took, as their journals show it. */
final class PaceHistory {
  private static final long MOST_JOURNAL_BYTES = 64L << 20;

  /** Fewer tell nothing: the first steps are slow. */
  private static final int FEWEST_STEPS = 8;

  private static final int FEWEST_STRETCHES = 3;
  private static final Duration STRETCH = Duration.ofSeconds(1);

  /** A journal told afterwards has its steps within moments: it shows no pace. */
  private static final double OBSERVED_SHARE = 0.3;

  private final LikeRuns runs;

  PaceHistory(Path runsRoot) {
    this.runs = new LikeRuns(runsRoot);
  }

  /**
   * What an earlier run showed.
   *
   * @param run the name of its directory
   */
  record Measured(double secondsPerStep, String run) {}

  /** The pace of the latest like run; empty where there is none. */
  Optional<Measured> find(StepKind kind) {
    return runs
        .find(RunDirectory.STEP_KIND, StepKind::read, kind::isLike, (run, _) -> measured(run), 1)
        .stream()
        .findFirst();
  }

  private static @Nullable Measured measured(RunDirectory run) throws IOException {
    Double pace = pace(run);
    return pace == null ? null : new Measured(pace, run.name());
  }

  private static @Nullable Double pace(RunDirectory run) throws IOException {
    Path events = run.file(RunDirectory.EVENTS);
    if (!Files.isRegularFile(events) || Files.size(events) > MOST_JOURNAL_BYTES) {
      return null;
    }
    List<JournalEntry> entries = new JournalReader(run).next();
    Double pace = secondsPerStep(entries);
    Duration lasted = run.exit().map(KeeperExit::lasted).orElse(null);
    return pace == null || (lasted != null && !isObserved(entries, lasted)) ? null : pace;
  }

  /**
   * The median pace of stretches of a second and more, which pauses for samples and saves do not
   * move; {@code null} where too little was seen. Single steps would not do: quick ones are read
   * many at a time.
   */
  static @Nullable Double secondsPerStep(List<JournalEntry> entries) {
    List<Double> paces = new ArrayList<>();
    long steps = 0;
    RunEvent.Step from = null;
    Instant at = Instant.EPOCH;
    for (JournalEntry entry : entries) {
      if (!(entry.event() instanceof RunEvent.Step next)) {
        continue;
      }
      steps++;
      if (from == null || next.step() <= from.step() || entry.at().isBefore(at)) {
        from = next;
        at = entry.at();
        continue;
      }
      Duration stretch = Duration.between(at, entry.at());
      if (stretch.compareTo(STRETCH) >= 0) {
        paces.add(stretch.toNanos() / 1e9 / (next.step() - from.step()));
        from = next;
        at = entry.at();
      }
    }
    if (steps < FEWEST_STEPS || paces.size() < FEWEST_STRETCHES) {
      return null;
    }
    Collections.sort(paces);
    return paces.get(paces.size() / 2);
  }

  private static boolean isObserved(List<JournalEntry> entries, Duration lasted) {
    List<JournalEntry> steps =
        entries.stream().filter(entry -> entry.event() instanceof RunEvent.Step).toList();
    Duration seen = Duration.between(steps.getFirst().at(), steps.getLast().at());
    return seen.toMillis() >= OBSERVED_SHARE * lasted.toMillis();
  }
}
