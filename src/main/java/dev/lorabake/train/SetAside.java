package dev.lorabake.train;

import dev.lorabake.process.KeeperRecord;
import dev.lorabake.run.FileStamp;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes room for another attempt: what the one before left in the output folder goes into that
 * run's own directory, since sd-scripts would write over it without asking.
 */
public final class SetAside {
  private SetAside() {}

  /**
   * Moves the files of a run that is over; those that were there before it stay, and block.
   *
   * @param prepared the training as it will be started again
   */
  public static void of(RunDirectory earlier, Prepared prepared) throws IOException {
    Optional<Path> output = prepared.recipe().path("output_dir");
    Optional<Instant> started = earlier.record().map(KeeperRecord::started);
    if (output.isEmpty() || started.isEmpty() || earlier.purpose().keepsToItself()) {
      return;
    }
    List<String> names =
        Stream.concat(
                prepared.plan().checkpoints().stream().map(file -> file.file()),
                prepared.plan().course().states().stream().map(state -> state.folder()))
            .distinct()
            .toList();
    for (String name : names) {
      Path file = output.get().resolve(name);
      if (FileStamp.of(file).filter(stamp -> !stamp.isOlderThan(started.get())).isPresent()) {
        Files.move(file, earlier.folder(RunDirectory.OUTPUT).resolve(name));
      }
    }
  }
}
