package dev.lorabake.run;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.event.RunEvent.Exit;
import dev.lorabake.event.RunEvent.Failure;
import dev.lorabake.event.RunEvent.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a journal says so far, as far as state and verdict depend on it. */
final class JournalFacts {
  /** Says of a failure that the launcher only reports the trainer's. */
  static final String LAUNCHER = "launcher";

  private final Map<String, Checkpoint> open = new LinkedHashMap<>();
  private long fromLog;
  private long fromTelemetry;
  private long steps;
  private @Nullable PhaseName phase;
  private @Nullable Step step;
  private @Nullable Failure failure;
  private @Nullable Exit exit;

  void accept(JournalEntry entry, Journal.Source source) {
    if (source == Journal.Source.LOG) {
      fromLog++;
    }
    if (source == Journal.Source.TELEMETRY) {
      fromTelemetry++;
    }
    switch (entry.event()) {
      case RunEvent.Phase e -> phase = e.name();
      case Step e -> {
        step = e;
        steps++;
        phase = PhaseName.TRAINING;
      }
      case Checkpoint e -> checkpoint(e);
      case Failure e -> {
        if (failure == null || !LAUNCHER.equals(e.source())) {
          failure = e;
        }
      }
      case Exit e -> exit = e;
      case RunEvent.Summary _,
          RunEvent.Bucket _,
          RunEvent.Epoch _,
          RunEvent.Sample _,
          RunEvent.Validation _,
          RunEvent.Warning _,
          RunEvent.Telemetry _,
          RunEvent.Unrecognized _ -> {}
    }
  }

  private void checkpoint(Checkpoint checkpoint) {
    switch (checkpoint.stage()) {
      case BEGUN, WRITTEN -> open.put(checkpoint.file(), checkpoint);
      case VERIFIED, BROKEN, REMOVED -> open.remove(checkpoint.file());
    }
  }

  /** How many events of the trainer's log were told. */
  long fromLog() {
    return fromLog;
  }

  /** How many events of the GPUs' telemetry were told. */
  long fromTelemetry() {
    return fromTelemetry;
  }

  /** How many steps were told. */
  long steps() {
    return steps;
  }

  /** Checkpoints announced and neither judged nor removed, by when they were. */
  List<Checkpoint> openCheckpoints() {
    return List.copyOf(open.values());
  }

  Optional<PhaseName> phase() {
    return Optional.ofNullable(phase);
  }

  Optional<Step> lastStep() {
    return Optional.ofNullable(step);
  }

  Optional<Failure> lastFailure() {
    return Optional.ofNullable(failure);
  }

  Optional<Exit> exit() {
    return Optional.ofNullable(exit);
  }
}
