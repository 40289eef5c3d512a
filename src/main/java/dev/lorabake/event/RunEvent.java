package dev.lorabake.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run told. The kinds and their fields are a published format ({@code
 * events.jsonl}, {@code lorabake events --json}): fields may be added, none renamed or dropped.
 * Steps and epochs count from 1, losses are upstream's moving mean with the digits it printed.
 */
public sealed interface RunEvent {

  /** The kind as it stands in the journal. */
  default String type() {
    return switch (this) {
      case Phase _ -> "phase";
      case Summary _ -> "summary";
      case Bucket _ -> "bucket";
      case Epoch _ -> "epoch";
      case Step _ -> "step";
      case Checkpoint _ -> "checkpoint";
      case Sample _ -> "sample";
      case Validation _ -> "validation";
      case Warning _ -> "warning";
      case Failure _ -> "error";
      case Telemetry _ -> "telemetry";
      case Exit _ -> "exit";
      case Unrecognized _ -> "unrecognized";
    };
  }

  /**
   * The trainer entered a part of its work.
   *
   * @param done units done within the phase, {@code null} where upstream shows none
   * @param total units in all, {@code null} where unknown
   */
  record Phase(PhaseName name, @Nullable Long done, @Nullable Long total) implements RunEvent {}

  /**
   * The totals that upstream prints before the first step.
   *
   * @param batchSize per device, as printed (several datasets: {@code "2, 4"})
   */
  record Summary(
      @Nullable Long trainImages,
      @Nullable Long validationImages,
      @Nullable Long regImages,
      @Nullable Long batchesPerEpoch,
      @Nullable Long epochs,
      @Nullable String batchSize,
      @Nullable Long gradientAccumulationSteps,
      @Nullable Long totalSteps)
      implements RunEvent {}

  /** A bucket in use: images after repeats, size in pixels, dataset counted from 0. */
  record Bucket(int dataset, int width, int height, long count) implements RunEvent {}

  /** An epoch began. */
  record Epoch(long epoch, long total) implements RunEvent {}

  /**
   * An optimizer step was done.
   *
   * @param step as the bar counts it: after skipping to an initial step it counts from there
   * @param total what the bar counts to
   * @param avrLoss mean over the last epoch of batches; NaN is told as {@code null} with {@code
   *     lossFinite} false
   */
  record Step(
      long step,
      long total,
      @Nullable Double avrLoss,
      boolean lossFinite,
      @Nullable Double lr,
      @Nullable Double secondsPerStep,
      @Nullable Long epoch)
      implements RunEvent {}

  /**
   * A file that can be trained from or used was announced, verified or removed.
   *
   * @param stage {@code begun} as announced in the log, {@code verified} or {@code broken} once the
   *     file was read, {@code removed} by upstream's own rotation
   */
  record Checkpoint(
      String file,
      CheckpointKind kind,
      CheckpointStage stage,
      @Nullable Long epoch,
      @Nullable Long step,
      @Nullable Long bytes,
      @Nullable String problem)
      implements RunEvent {
    /** Whether the file is gone; part of the published format. */
    public boolean removed() {
      return stage == CheckpointStage.REMOVED;
    }
  }

  /** Control images: {@code file} is known only once it lies on the disk. */
  record Sample(@Nullable Long step, @Nullable Long epoch, @Nullable String file)
      implements RunEvent {}

  /** A validation loss. */
  record Validation(@Nullable Long step, @Nullable Long epoch, @Nullable Double avrLoss)
      implements RunEvent {}

  /**
   * Upstream warned, or lorabake noticed something.
   *
   * @param code what lorabake noticed, {@code null} for what the log says
   */
  record Warning(String text, @Nullable String source, @Nullable String code) implements RunEvent {
    /** A warning of the log. */
    public Warning(String text, @Nullable String source) {
      this(text, source, null);
    }
  }

  /**
   * Upstream reported an error.
   *
   * @param exception the exception's type where the text is the last line of a traceback
   */
  record Failure(String text, @Nullable String exception, @Nullable String source)
      implements RunEvent {}

  /**
   * What the GPU did at one moment; units: percent, MiB, degrees Celsius, watts.
   *
   * @param gpu as nvidia-smi counts the cards
   * @param memoryMib in use, by whomever
   * @param sampled the moment, which may be long before it was told
   */
  record Telemetry(
      int gpu,
      @Nullable Double utilisation,
      @Nullable Double memoryMib,
      @Nullable Double temperature,
      @Nullable Double power,
      @Nullable Double memoryTotalMib,
      @Nullable Instant sampled)
      implements RunEvent {}

  /**
   * The trainer's process ended.
   *
   * @param code its exit code, {@code null} when a signal ended it or nobody learnt it
   */
  record Exit(@Nullable Integer code, @Nullable Integer signal, Map<String, String> facts)
      implements RunEvent {}

  /** A line that no recogniser knows. */
  record Unrecognized(String text) implements RunEvent {}
}
