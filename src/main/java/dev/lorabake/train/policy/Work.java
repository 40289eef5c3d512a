package dev.lorabake.train.policy;

import dev.lorabake.run.Attendant;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.NextTry;
import dev.lorabake.train.Preparing;
import java.nio.file.Path;
import java.util.Map;

/** What is needed to start a training again, as its run was started. */
public interface Work {
  /** This program's variables. */
  Map<String, String> variables();

  /**
   * Prepares recipes for the same sd-scripts, Python and card.
   *
   * @param runsRoot where run directories lie
   */
  Preparing preparing(Attendant.Start start, Path runsRoot);

  /**
   * Starts it in the run directory of that name, or finds it started there.
   *
   * @throws dev.lorabake.UserError when it cannot be started
   */
  RunDirectory start(String runName, NextTry next, Attendant attendant, Path runsRoot);
}
