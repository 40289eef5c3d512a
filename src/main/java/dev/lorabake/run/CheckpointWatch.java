package dev.lorabake.run;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.weights.CheckpointCheck;
import dev.lorabake.weights.CheckpointCheck.Broken;
import dev.lorabake.weights.CheckpointCheck.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads announced checkpoints once they stay as they are. No line of upstream says that weights are
 * written, and its pinned safetensors writes under the final name: one that does not verify while
 * the trainer lives may just be unfinished, and is judged broken only when the trainer has ended.
 */
final class CheckpointWatch {
  private final Path workingDirectory;
  private final Instant started;
  private final InstantSource clock;
  private final Map<String, FileStamp> seen = new HashMap<>();
  private final Map<String, FileStamp> tried = new HashMap<>();

  /**
   * @param workingDirectory of the trainer, for the paths in its log
   * @param started files from before are other runs'
   * @param clock the one that {@code started} was read from: when it shows an earlier time now, it
   *     was set back, and the times of files tell nothing
   */
  CheckpointWatch(Path workingDirectory, Instant started, InstantSource clock) {
    this.workingDirectory = workingDirectory;
    this.started = started;
    this.clock = clock;
  }

  /**
   * What has become certain since the last look, which should be a second ago or more.
   *
   * @param ended nothing of the trainer is left, so nothing will be finished any more
   */
  List<RunEvent> look(List<Checkpoint> open, boolean ended) {
    List<RunEvent> judged = new ArrayList<>();
    for (Checkpoint checkpoint : open) {
      Path path = workingDirectory.resolve(checkpoint.file());
      if (ended || isReady(checkpoint, path)) {
        judge(checkpoint, path, ended, judged);
      }
    }
    return judged;
  }

  private boolean isReady(Checkpoint checkpoint, Path path) {
    FileStamp now = stamp(path).orElse(null);
    FileStamp before = now == null ? null : seen.put(checkpoint.file(), now);
    return now != null
        && !isOld(now)
        && now.equals(before)
        && !now.equals(tried.put(checkpoint.file(), now));
  }

  /** Of a clock that was set back in the meantime, the files' times tell nothing. */
  private boolean isOld(FileStamp stamp) {
    return stamp.isOlderThan(started) && !clock.instant().isBefore(started);
  }

  private void judge(Checkpoint checkpoint, Path path, boolean ended, List<RunEvent> judged) {
    CheckpointCheck.Result result =
        checkpoint.kind() == CheckpointKind.STATE
            ? StateFolderCheck.verify(path)
            : CheckpointCheck.verify(path);
    switch (result) {
      case Verified whole -> {
        judged.add(judgement(checkpoint, CheckpointStage.VERIFIED, whole.bytes(), null));
        for (String warning : whole.warnings()) {
          judged.add(new RunEvent.Warning(checkpoint.file() + ": " + warning, "lorabake"));
        }
      }
      case Broken broken -> {
        if (ended) {
          judged.add(judgement(checkpoint, CheckpointStage.BROKEN, null, broken.problem()));
        }
      }
    }
  }

  private static Checkpoint judgement(
      Checkpoint announced, CheckpointStage stage, @Nullable Long bytes, @Nullable String problem) {
    return new Checkpoint(
        announced.file(),
        announced.kind(),
        stage,
        announced.epoch(),
        announced.step(),
        bytes,
        problem);
  }

  /** Of a folder, what its files are together. */
  private static Optional<FileStamp> stamp(Path path) {
    if (!Files.isDirectory(path)) {
      return FileStamp.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .flatMap(file -> FileStamp.of(file).stream())
          .reduce((a, b) ->
              new FileStamp(
                  a.bytes() + b.bytes(), Math.max(a.modifiedMillis(), b.modifiedMillis())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
