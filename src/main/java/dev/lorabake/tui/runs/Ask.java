package dev.lorabake.tui.runs;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.LineEditor;

/** What somebody is being asked below the list. */
sealed interface Ask {
  record Nothing() implements Ask {}

  /** Nothing yet: it is being looked at whether a run can go on. */
  record Looking(RunDirectory run) implements Ask {}

  /** If a run should stop now. */
  record Stop(RunDirectory run) implements Ask {}

  /** If a run should stop after its next checkpoint. */
  record After(RunDirectory run) implements Ask {}

  /** Which runs are to be shown. */
  record Find(LineEditor line) implements Ask {}

  /**
   * If a run should be resumed.
   *
   * @param plan where it would go on
   */
  record Resume(RunDirectory run, String plan) implements Ask {}

  /** What the file of a copied recipe is to be called. */
  record Name(RunDirectory run, LineEditor line) implements Ask {}
}
