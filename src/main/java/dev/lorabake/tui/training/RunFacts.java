package dev.lorabake.tui.training;

import dev.lorabake.run.Purpose;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.StopRequest;
import dev.lorabake.run.watch.Outlook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the directory of a run tells beside its journal.
 *
 * @param resumed what it goes on from; {@code null} for no other run
 * @param memoryBytes what the plan says that it needs of a GPU; {@code null} for unknown
 * @param stop what somebody asked it to do, from this screen or elsewhere
 * @param gpusSeen whether there is an nvidia-smi that tells of GPUs
 */
record RunFacts(
    @Nullable ResumedFrom resumed,
    @Nullable Long memoryBytes,
    Stop stop,
    boolean gpusSeen,
    boolean rehearsal) {

  /** What a run can be asked to do, the stronger last. */
  enum Stop {
    NONE,
    AFTER_CHECKPOINT,
    NOW;

    Stop or(Stop other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /** Before the directory was looked at. */
  static RunFacts unknown() {
    return new RunFacts(null, null, Stop.NONE, true, false);
  }

  static RunFacts of(RunDirectory run) throws IOException {
    return new RunFacts(
        ResumedFrom.readable(run).orElse(null),
        outlook(run).map(Outlook::memoryBytes).orElse(null),
        StopRequest.read(run).map(wish -> stop(wish.mode())).orElse(Stop.NONE),
        Files.exists(run.file(RunDirectory.TELEMETRY)),
        run.purpose() == Purpose.REHEARSAL);
  }

  private static Optional<Outlook> outlook(RunDirectory run) throws IOException {
    try {
      return Outlook.read(Files.readString(run.file(RunDirectory.OUTLOOK)));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // of a run that an older lorabake started
    }
  }

  private static Stop stop(StopRequest.Mode mode) {
    return switch (mode) {
      case AFTER_CHECKPOINT -> Stop.AFTER_CHECKPOINT;
      case NOW, MEASURED, PREEMPTED -> Stop.NOW;
    };
  }

  /** Steps of the whole training that this run counts as 0. */
  long countedFrom() {
    return resumed == null ? 0 : resumed.countedFrom();
  }
}
