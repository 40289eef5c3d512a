package dev.lorabake.tui;

import dev.lorabake.train.Drafts;
import dev.lorabake.train.Preparing;
import java.nio.file.Path;

/**
 * What effects may lean on.
 *
 * @param workingFolder absolute
 * @param runsRoot where the run directories lie, absolute
 * @param machine processes and clocks
 * @param preparing checks and plans
 * @param trainings starts them
 * @param drafts what was not saved yet
 * @param homeFolder of the user, where other tools keep their models
 */
public record World(
    Path workingFolder,
    Path runsRoot,
    dev.lorabake.run.Surroundings machine,
    Preparing preparing,
    Trainings trainings,
    Drafts drafts,
    Path homeFolder) {
  /** Of a user who has the working folder alone. */
  public World(
      Path workingFolder,
      Path runsRoot,
      dev.lorabake.run.Surroundings machine,
      Preparing preparing,
      Trainings trainings,
      Drafts drafts) {
    this(workingFolder, runsRoot, machine, preparing, trainings, drafts, workingFolder);
  }
}
