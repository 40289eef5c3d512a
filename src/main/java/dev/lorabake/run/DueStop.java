package dev.lorabake.run;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.run.PreemptionNotice.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says when a supervisor has to carry out somebody's wish to stop. */
final class DueStop {
  /**
   * Whoever asked for a stop carries it out; when they died over it, this is how long until we do.
   */
  private static final long ORPHANED = Duration.ofSeconds(30).toNanos();

  private final Expectation expected;
  private final NextSave next;
  private @Nullable Long seen;
  private final Set<String> earlier = new HashSet<>();
  private @Nullable StopRequest due;

  DueStop(Expectation expected, NextSave next) {
    this.expected = expected;
    this.next = next;
  }

  /**
   * To be asked again and again: what is due stays so until the wish is taken back.
   *
   * @param judged the checkpoints that were judged since it was asked last
   * @param open those that are not judged yet
   * @param now by a clock that never goes back, in nanoseconds
   * @return the wish as it is to be carried out now
   */
  Optional<StopRequest> due(
      Optional<StopRequest> request, List<RunEvent> judged, List<Checkpoint> open, long now) {
    if (request.isEmpty()) {
      seen = null;
      due = null;
      return Optional.empty();
    }
    StopRequest wish = request.get();
    if (seen == null && next.isAhead()) {
      judged.forEach(event -> earlier.add(fileOf(event)));
      open.forEach(checkpoint -> earlier.add(checkpoint.file()));
    }
    long since = now - (seen == null ? now : seen);
    seen = now - since;
    if (due == null) {
      due =
          switch (wish.mode()) {
            case NOW, MEASURED -> since > ORPHANED ? wish : null;
            case AFTER_CHECKPOINT -> holdsSavePoint(judged) ? wish : null;
            case PREEMPTED -> preempted(wish, judged, open, since, now);
          };
    }
    return Optional.ofNullable(due);
  }

  /** A save from before the news, with steps since, is no reason to go before the next one. */
  private @Nullable StopRequest preempted(
      StopRequest wish, List<RunEvent> judged, List<Checkpoint> open, long since, long now) {
    PreemptionNotice notice = wish.notice();
    if (notice == null || notice.ending() != null) {
      return since > ORPHANED ? wish : null;
    }
    long left = notice.left(now, since);
    List<RunEvent> later =
        judged.stream().filter(event -> !earlier.contains(fileOf(event))).toList();
    if (holdsSavePoint(later)) {
      return wish.endedFor(Ending.SAVED);
    }
    if (left <= 0) {
      return wish.endedFor(Ending.TIME_UP);
    }
    boolean saving = open.stream().anyMatch(it -> isSavePoint(it) && !earlier.contains(it.file()));
    return !saving && next.isSurelyLater(Duration.ofNanos(left))
        ? wish.endedFor(Ending.NONE_FITS)
        : null;
  }

  private static String fileOf(RunEvent event) {
    return event instanceof Checkpoint checkpoint ? checkpoint.file() : "";
  }

  private boolean holdsSavePoint(List<RunEvent> judged) {
    for (RunEvent event : judged) {
      if (event instanceof Checkpoint checkpoint
          && checkpoint.stage() == CheckpointStage.VERIFIED
          && isSavePoint(checkpoint)) {
        return true;
      }
    }
    return false;
  }

  /** The run's last checkpoint is none: it ends by itself now, and better. */
  private boolean isSavePoint(Checkpoint checkpoint) {
    Path last = expected.finalCheckpoint();
    return (checkpoint.kind() == CheckpointKind.STATE) == expected.savesState()
        && (last == null || !last.endsWith(Path.of(checkpoint.file()).getFileName()));
  }
}
