package dev.lorabake.tui.runs;

import dev.lorabake.run.Purpose;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunState;
import dev.lorabake.train.RunProgress;

/** One run as the list shows it. */
record Listed(RunDirectory run, Purpose purpose, RunState state, RunProgress progress) {
  String name() {
    return run.name();
  }
}
