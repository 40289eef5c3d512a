package dev.lorabake.train;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.process.KeeperExit;
import dev.lorabake.process.KeeperRecord;
import dev.lorabake.run.JournalReader;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.StepStretches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long earlier runs took, as their journals show it. */
final class PaceHistory {
  /** Each costs reading it; what the latest does not show, an earlier one may. */
  private static final int MOST_JOURNALS = 4;

  private static final long MOST_JOURNAL_BYTES = 64L << 20;

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
   * @param observed seconds in which its pace was seen
   * @param kinds {@code null} where it did not write them down
   */
  record Measured(
      double secondsPerStep,
      String run,
      Purpose purpose,
      double observed,
      SpentTime spent,
      @Nullable PartKinds kinds) {}

  /**
   * What a run keeps of its kind.
   *
   * @param parts {@code null} where it did not write them down
   */
  private record Kinds(StepKind step, @Nullable PartKinds parts) {
    static Optional<Kinds> read(String text) {
      return StepKind.read(text).map(step -> new Kinds(step, PartKinds.read(text).orElse(null)));
    }
  }

  /** Like runs that show a pace, the latest first; empty where there is none. */
  List<Measured> all(StepKind kind) {
    return runs.find(
        RunDirectory.STEP_KIND,
        Kinds::read,
        kinds -> kind.isLike(kinds.step),
        (run, kinds) -> measured(run, kinds.parts).orElse(null),
        MOST_JOURNALS);
  }

  /**
   * Whose pace counts: the latest. A measurement has to be outdone by a training that saw more.
   *
   * @param runs the latest first
   */
  static Optional<Measured> best(List<Measured> runs) {
    Measured best = null;
    for (Measured run : runs.reversed()) {
      boolean less =
          best != null
              && best.purpose() == Purpose.MEASUREMENT
              && run.purpose() != Purpose.MEASUREMENT
              && run.observed() < best.observed();
      if (!less) {
        best = run;
      }
    }
    return Optional.ofNullable(best);
  }

  private static Optional<Measured> measured(RunDirectory run, @Nullable PartKinds kinds)
      throws IOException {
    Path events = run.file(RunDirectory.EVENTS);
    if (!Files.isRegularFile(events) || Files.size(events) > MOST_JOURNAL_BYTES) {
      return Optional.empty();
    }
    List<JournalEntry> entries = new JournalReader(run).next();
    StepStretches stretches = new StepStretches();
    entries.forEach(stretches::accept);
    Double pace = stretches.secondsPerStep();
    if (pace == null) {
      return Optional.empty();
    }
    Instant started =
        run.record().map(KeeperRecord::started).orElseGet(() -> entries.getFirst().at());
    Duration lasted = run.exit().map(KeeperExit::lasted).orElse(null);
    if (lasted != null && !isObserved(entries, started, lasted)) {
      return Optional.empty();
    }
    return Optional.of(
        new Measured(
            pace,
            run.name(),
            run.purpose(),
            stretches.seconds(),
            SpentTime.of(entries, started, pace),
            kinds));
  }

  /** Judged without what came before the first step, which is long in a measurement. */
  private static boolean isObserved(List<JournalEntry> entries, Instant started, Duration lasted) {
    List<JournalEntry> steps =
        entries.stream().filter(entry -> entry.event() instanceof RunEvent.Step).toList();
    Instant first = steps.getFirst().at();
    Duration seen = Duration.between(first, steps.getLast().at());
    Duration stepping = lasted.minus(Duration.between(started, first));
    return stepping.isPositive() && seen.toMillis() >= OBSERVED_SHARE * stepping.toMillis();
  }
}
