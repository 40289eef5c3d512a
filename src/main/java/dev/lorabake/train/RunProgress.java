package dev.lorabake.train;

import dev.lorabake.Figures;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.run.ResumedFrom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, folded from its events one by one.
 *
 * @param step the last step done, 0 before the first
 * @param totalSteps what the steps count to, 0 where unknown
 * @param pace how fast steps come
 * @param gpus what the GPUs did when they were last looked at
 */
public record RunProgress(
    PhaseName phase,
    @Nullable Long phaseDone,
    @Nullable Long phaseTotal,
    long step,
    long totalSteps,
    long epoch,
    long epochs,
    @Nullable Double loss,
    boolean lossFinite,
    Pace pace,
    int verified,
    int broken,
    GpuState gpus) {

  public static RunProgress start() {
    return new RunProgress(
        PhaseName.IMPORTS,
        null,
        null,
        0,
        0,
        0,
        0,
        null,
        true,
        Pace.unknown(),
        0,
        0,
        GpuState.unknown());
  }

  public RunProgress after(JournalEntry entry) {
    Instant at = entry.at();
    return switch (entry.event()) {
      case RunEvent.Phase phase ->
          new RunProgress(
              phase.name(),
              phase.done(),
              phase.total(),
              step,
              totalSteps,
              epoch,
              epochs,
              loss,
              lossFinite,
              pace,
              verified,
              broken,
              gpus);
      case RunEvent.Summary summary ->
          new RunProgress(
              phase,
              phaseDone,
              phaseTotal,
              step,
              summary.totalSteps() == null ? totalSteps : summary.totalSteps(),
              epoch,
              summary.epochs() == null ? epochs : summary.epochs(),
              loss,
              lossFinite,
              pace,
              verified,
              broken,
              gpus);
      case RunEvent.Epoch begun ->
          new RunProgress(
              PhaseName.TRAINING,
              null,
              null,
              step,
              totalSteps,
              begun.epoch(),
              begun.total(),
              loss,
              lossFinite,
              pace,
              verified,
              broken,
              gpus);
      case RunEvent.Step done ->
          new RunProgress(
              PhaseName.TRAINING,
              null,
              null,
              done.step(),
              done.total(),
              epoch,
              epochs,
              done.avrLoss() == null ? loss : done.avrLoss(),
              done.lossFinite(),
              pace.after(done.step(), at),
              verified,
              broken,
              gpus.asOf(at));
      case RunEvent.Checkpoint checkpoint ->
          new RunProgress(
              phase,
              phaseDone,
              phaseTotal,
              step,
              totalSteps,
              epoch,
              epochs,
              loss,
              lossFinite,
              pace,
              verified + (checkpoint.stage() == CheckpointStage.VERIFIED ? 1 : 0),
              broken + (checkpoint.stage() == CheckpointStage.BROKEN ? 1 : 0),
              gpus);
      case RunEvent.Telemetry look ->
          new RunProgress(
              phase,
              phaseDone,
              phaseTotal,
              step,
              totalSteps,
              epoch,
              epochs,
              loss,
              lossFinite,
              pace,
              verified,
              broken,
              gpus.after(look, at));
      case RunEvent.Bucket _,
          RunEvent.Sample _,
          RunEvent.Validation _,
          RunEvent.Warning _,
          RunEvent.Failure _,
          RunEvent.Exit _,
          RunEvent.Unrecognized _ ->
          this;
    };
  }

  /**
   * The same counted over the whole training, of which a resumed run is the last part: upstream's
   * bar counts to the end of the settings, from near 0 all the same.
   */
  public RunProgress over(Optional<ResumedFrom> resumed) {
    return resumed
        .map(from ->
            new RunProgress(
                phase,
                phaseDone,
                phaseTotal,
                from.countedFrom() + step,
                from.total(),
                epoch,
                epochs,
                loss,
                lossFinite,
                pace,
                verified,
                broken,
                gpus))
        .orElse(this);
  }

  /** The loss as it is shown; empty before there is one. */
  public String lossText() {
    return !lossFinite ? "NaN" : loss == null ? "" : Figures.loss(loss);
  }

  /** The pace of the last steps; {@code null} before there is one. */
  public @Nullable Double secondsPerStep() {
    return pace.secondsPerStep();
  }

  /** How long the remaining steps take at the pace so far; empty before there is a pace. */
  public Optional<Duration> remaining() {
    Double secondsPerStep = secondsPerStep();
    if (secondsPerStep == null || totalSteps == 0) {
      return Optional.empty();
    }
    double seconds = (totalSteps - step) * secondsPerStep;
    return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
  }
}
