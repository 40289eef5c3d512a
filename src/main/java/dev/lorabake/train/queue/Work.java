package dev.lorabake.train.queue;

import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Request;
import dev.lorabake.train.UpstreamPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done for an entry when its turn has come; a {@code UserError} blocks that entry alone.
 */
public interface Work {
  /** This program's variables, which the trainer is given. */
  Map<String, String> variables();

  /** What reads and checks recipes for the sd-scripts of an entry. */
  Preparing preparing(Entry entry);

  /** Reads and checks the frozen recipe on this machine as it is now. */
  default Prepared prepare(Entry entry, Path recipe) {
    return preparing(entry).prepare(new Request(recipe, List.of(), null, entry.asked().card()));
  }

  /** The sd-scripts that it is to be trained with. */
  UpstreamPlace upstream(Entry entry);

  /**
   * Starts the trainer in the run directory of that name, or finds it started there.
   *
   * @param from the run that it goes on from; {@code null} for a start from the beginning
   * @param environment further variables of the trainer
   */
  RunDirectory start(
      String runName,
      Prepared prepared,
      @Nullable ResumedFrom from,
      UpstreamPlace upstream,
      Map<String, String> environment);
}
