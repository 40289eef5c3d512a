package dev.lorabake.run;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.RunEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says when a supervisor has to carry out somebody's wish to stop. */
final class DueStop {
  /**
   * Whoever asked for a stop carries it out; when they died over it, this is how long until we do.
   */
  private static final long ORPHANED = Duration.ofSeconds(30).toNanos();

  private final Expectation expected;
  private @Nullable Long seen;
  private boolean due;

  DueStop(Expectation expected) {
    this.expected = expected;
  }

  /**
   * To be asked again and again: what is due stays so until the wish is taken back.
   *
   * @param judged the checkpoints that were judged since it was asked last
   * @param now by a clock that never goes back, in nanoseconds
   */
  boolean isDue(Optional<StopRequest> request, List<RunEvent> judged, long now) {
    if (request.isEmpty()) {
      seen = null;
      return false;
    }
    long since = seen == null ? now : seen;
    seen = since;
    due |=
        switch (request.get().mode()) {
          case NOW, MEASURED -> now - since > ORPHANED;
          case AFTER_CHECKPOINT -> holdsSavePoint(judged);
        };
    return due;
  }

  /** The run's last checkpoint is none: it ends by itself now, and better. */
  private boolean holdsSavePoint(List<RunEvent> judged) {
    boolean state = expected.savesState();
    Path last = expected.finalCheckpoint();
    for (RunEvent event : judged) {
      if (event instanceof RunEvent.Checkpoint checkpoint
          && checkpoint.stage() == CheckpointStage.VERIFIED
          && (checkpoint.kind() == CheckpointKind.STATE) == state
          && (last == null || !last.endsWith(Path.of(checkpoint.file()).getFileName()))) {
        return true;
      }
    }
    return false;
  }
}
