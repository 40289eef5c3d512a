package dev.lorabake.train.queue;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.UpstreamPlace;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is done for an entry when its turn has come; a {@code UserError} blocks that entry alone.
 */
public interface Work {
  /** This program's variables, which the trainer is given. */
  Map<String, String> variables();

  /** Reads and checks the frozen recipe on this machine as it is now. */
  Prepared prepare(Entry entry, Path recipe);

  /** The sd-scripts that it is to be trained with. */
  UpstreamPlace upstream(Entry entry);

  /**
   * Starts the trainer in the run directory of that name, or finds it started there.
   *
   * @param environment further variables of the trainer
   */
  RunDirectory start(
      String runName, Prepared prepared, UpstreamPlace upstream, Map<String, String> environment);
}
