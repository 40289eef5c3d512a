package dev.lorabake.train;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a run took for what are no steps, from its journal. Upstream prints a step's line only
 * after the saves and samples that follow it, so what two steps are apart beyond the pace is what
 * lay between them.
 */
final class SpentTime {
  private final double pace;
  private final Map<Part, Double> seconds = new EnumMap<>(Part.class);
  private final Map<Part, Long> rounds = new EnumMap<>(Part.class);

  private final Map<Part, Double> sinceStep = new EnumMap<>(Part.class);
  private @Nullable Part part;
  private boolean caching;
  private Instant at;
  private RunEvent.@Nullable Step step;
  private Instant stepAt = Instant.EPOCH;
  private @Nullable Double start;
  private double cached;

  private SpentTime(Instant started, double pace) {
    this.at = started;
    this.pace = pace;
  }

  /**
   * Reads a journal.
   *
   * @param started when the trainer was
   * @param pace seconds per step
   */
  static SpentTime of(List<JournalEntry> entries, Instant started, double pace) {
    SpentTime spent = new SpentTime(started, pace);
    entries.forEach(entry -> spent.accept(entry, started));
    spent.addAll(1); // what came after the last step has none in it
    return spent;
  }

  private void accept(JournalEntry entry, Instant started) {
    switch (entry.event()) {
      case RunEvent.Phase phase -> {
        enter(Part.of(phase), entry.at());
        caching =
            phase.name() == PhaseName.LATENT_CACHE || phase.name() == PhaseName.TEXT_ENCODER_CACHE;
      }
      case RunEvent.Checkpoint checkpoint -> {
        Part saves = Part.of(checkpoint);
        if (saves != null) {
          enter(saves, entry.at());
        }
      }
      case RunEvent.Sample _ -> enter(Part.SAMPLES, entry.at());
      case RunEvent.Step next -> step(next, entry.at(), started);
      case RunEvent.Exit _ -> enter(null, entry.at());
      case RunEvent.Summary _,
          RunEvent.Bucket _,
          RunEvent.Epoch _,
          RunEvent.Validation _,
          RunEvent.Warning _,
          RunEvent.Failure _,
          RunEvent.Telemetry _,
          RunEvent.Unrecognized _ -> {}
    }
  }

  private void enter(@Nullable Part next, Instant now) {
    double length = seconds(at, now);
    if (part != null) {
      sinceStep.merge(part, length, Double::sum);
    } else if (caching && step == null) {
      cached += length;
    }
    part = next;
    at = now;
  }

  private void step(RunEvent.Step next, Instant now, Instant started) {
    enter(null, now);
    caching = false;
    if (step == null) {
      double before = sinceStep.values().stream().mapToDouble(Double::doubleValue).sum();
      start = Math.max(0, seconds(started, now) - pace - before);
      addAll(1);
    } else if (next.step() > step.step() && !sinceStep.isEmpty()) {
      double apart = seconds(stepAt, now) - pace * (next.step() - step.step());
      double known = sinceStep.values().stream().mapToDouble(Double::doubleValue).sum();
      addAll(known == 0 ? 1 : apart / known);
    }
    step = next;
    stepAt = now;
  }

  private void addAll(double share) {
    sinceStep.forEach((done, length) -> {
      seconds.merge(done, length * share, Double::sum);
      rounds.merge(done, 1L, Long::sum);
    });
    sinceStep.clear();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  /** From the trainer's start to its first step, caching left out; {@code null} without a step. */
  @Nullable Double start() {
    return start == null ? null : Math.max(0, start - cached);
  }

  /** For the caching of latents and text encoder outputs before the first step. */
  double caching() {
    return cached;
  }

  /** Of one round on average; {@code null} where none was seen. */
  @Nullable Double round(Part asked) {
    Long times = rounds.get(asked);
    return times == null ? null : Math.max(0, seconds.getOrDefault(asked, 0.0) / times);
  }
}
