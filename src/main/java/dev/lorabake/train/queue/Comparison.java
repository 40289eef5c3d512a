package dev.lorabake.train.queue;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.RunFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What one entry came to, to be laid beside others.
 *
 * @param run the name of the run that counts: its own, or the one that had it done before
 */
public record Comparison(Entry entry, EntryState state, @Nullable String run, RunFigures figures) {
  static Comparison of(Entry entry, Path runsRoot, Surroundings machine)
      throws IOException, InterruptedException {
    EntryLook look = EntryLook.at(entry, runsRoot, machine);
    RunDirectory run = look.run();
    if (run == null && entry.doneBy() != null) {
      Path folder = runsRoot.resolve(Path.of(entry.doneBy()).getFileName());
      run = Files.isDirectory(folder) ? RunDirectory.open(folder) : null;
    }
    return run == null
        ? new Comparison(entry, look.state(), null, RunFigures.NONE)
        : new Comparison(entry, look.state(), run.name(), RunFigures.of(run, machine, _ -> {}));
  }
}
