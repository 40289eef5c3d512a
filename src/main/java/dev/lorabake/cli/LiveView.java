package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.train.RunProgress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run while it goes: one line in place on a terminal, else a line a phase and a step line
 * now and then.
 */
final class LiveView implements Consumer<JournalEntry> {
  private static final long IN_PLACE_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 10_000_000_000L;

  private final Output output;
  private final boolean inPlace;
  private final LongSupplier nanos;
  private final Optional<ResumedFrom> resumed;
  private final Map<String, Long> verified = new LinkedHashMap<>();
  private RunProgress progress = RunProgress.start();
  private @Nullable PhaseName shownPhase;
  private long shownAt;

  /**
   * @param inPlace whether a line can be rewritten
   * @param nanos a monotonic clock in nanoseconds
   * @param resumed what the run goes on from
   */
  LiveView(Output output, boolean inPlace, LongSupplier nanos, Optional<ResumedFrom> resumed) {
    this.output = output;
    this.inPlace = inPlace;
    this.nanos = nanos;
    this.resumed = resumed;
    shownAt = nanos.getAsLong() - PLAIN_NANOS;
  }

  /** Over the whole training. */
  RunProgress progress() {
    return progress.over(resumed);
  }

  /** The checkpoints that verified and are still there, by file, with their bytes. */
  Map<String, Long> verified() {
    return verified;
  }

  /** Starts over: the events will come again. */
  void forget() {
    progress = RunProgress.start();
    verified.clear();
  }

  /** Takes an event in without showing it. */
  void note(JournalEntry entry) {
    progress = progress.after(entry);
    if (entry.event() instanceof RunEvent.Checkpoint checkpoint) {
      switch (checkpoint.stage()) {
        case VERIFIED ->
            verified.put(checkpoint.file(), checkpoint.bytes() == null ? 0 : checkpoint.bytes());
        case REMOVED, BROKEN -> verified.remove(checkpoint.file());
        case BEGUN, WRITTEN -> {}
      }
    }
  }

  @Override
  public void accept(JournalEntry entry) {
    note(entry);
    switch (entry.event()) {
      case RunEvent.Checkpoint checkpoint -> checkpoint(checkpoint);
      case RunEvent.Warning warning -> {
        if (warning.code() != null) {
          above(Colour.YELLOW, "warning", ": " + Figures.brief(warning.text()));
        }
      }
      case RunEvent.Failure failure ->
          above(Colour.RED, "error", ": " + Figures.brief(failure.text()));
      case RunEvent.Step _ -> step(progress().step() >= progress().totalSteps());
      case RunEvent.Phase _, RunEvent.Epoch _ -> phase();
      case RunEvent.Summary _,
          RunEvent.Bucket _,
          RunEvent.Sample _,
          RunEvent.Validation _,
          RunEvent.Telemetry _,
          RunEvent.Exit _,
          RunEvent.Unrecognized _ -> {}
    }
  }

  /** Leaves the cursor on an empty line. */
  void end() {
    if (inPlace) {
      output.clearLine();
    }
    output.flush();
  }

  private void checkpoint(RunEvent.Checkpoint checkpoint) {
    String name = String.valueOf(Path.of(checkpoint.file()).getFileName());
    switch (checkpoint.stage()) {
      case VERIFIED -> {
        String size = checkpoint.bytes() == null ? "" : "  " + Figures.size(checkpoint.bytes());
        above(Colour.GREEN, "verified", " " + name + size);
      }
      case BROKEN -> above(Colour.RED, "broken", " " + name + ": " + checkpoint.problem());
      case REMOVED -> above(Colour.DIM, "removed", " " + name + " (upstream keeps only the last)");
      case BEGUN, WRITTEN -> {}
    }
  }

  private void phase() {
    if (inPlace) {
      if (progress.phase() != shownPhase || due(IN_PLACE_NANOS)) {
        output.rewrite(ProgressText.live(progress()));
        shown();
      }
    } else if (progress.phase() != shownPhase && progress.phase() != PhaseName.SAVING) {
      output.line(ProgressText.plain(progress()));
      output.flush();
      shown();
    }
  }

  private void step(boolean last) {
    if (inPlace && (last || due(IN_PLACE_NANOS))) {
      output.rewrite(ProgressText.live(progress()));
      shown();
    } else if (!inPlace && (last || due(PLAIN_NANOS))) {
      output.line(ProgressText.plain(progress()));
      output.flush();
      shown();
    }
  }

  /** A line of its own, above the one that is rewritten. */
  private void above(Colour colour, String word, String rest) {
    if (inPlace) {
      output.clearLine();
    }
    output.line(colour, word, rest);
    if (inPlace) {
      output.rewrite(ProgressText.live(progress()));
    }
    output.flush();
  }

  private boolean due(long interval) {
    return nanos.getAsLong() - shownAt >= interval;
  }

  private void shown() {
    shownAt = nanos.getAsLong();
    shownPhase = progress.phase();
  }
}
