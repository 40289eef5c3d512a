package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.run.Lineage;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunState;
import dev.lorabake.run.RunStatus;
import dev.lorabake.run.Settled;
import dev.lorabake.run.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the run that `resume` is about, and refuses one that cannot go on. */
final class UnfinishedRuns {
  private final Path root;
  private final Surroundings machine = Surroundings.system();

  UnfinishedRuns(Path root) {
    this.root = root;
  }

  /**
   * The latest that ended before its end and that no other run went on from.
   *
   * @throws UserError when there is none, or the latest is still running
   */
  RunDirectory latest() throws IOException, InterruptedException {
    List<RunDirectory> all = RunDirectory.list(root);
    Lineage lineage = Lineage.of(all);
    for (RunDirectory run : all) {
      if (run.purpose() == Purpose.MEASUREMENT || lineage.after(run).isPresent()) {
        continue;
      }
      RunState state = state(run);
      if (!state.isOver()) {
        throw running(run);
      }
      if (state != RunState.FINISHED) {
        return run;
      }
    }
    throw new UserError(
        all.isEmpty() ? "there is no run in " + root : "every run in " + root + " has finished",
        "name a run, or its folder with --runs-dir DIR");
  }

  /**
   * Makes sure that a run has ended before its end.
   *
   * @param longer whether it is to train further than it was asked to
   */
  void refuseOthers(RunDirectory run, boolean longer) throws IOException, InterruptedException {
    RunState state = state(run);
    if (!state.isOver()) {
      throw running(run);
    }
    Settled.Next next = Settled.read(run).map(Settled::next).orElse(null);
    if (next != null && !next.started()) {
      throw new UserError(
          run.name() + " is about to go on by itself, as " + next.run(),
          "lorabake watch "
              + run.name()
              + " follows it; lorabake stop "
              + run.name()
              + " calls it off");
    }
    if (state == RunState.FINISHED && run.purpose() != Purpose.MEASUREMENT && !longer) {
      throw new UserError(
          run.name() + " has finished: all its steps are done",
          "to train it further, give a new end: --max_train_epochs N or --max_train_steps N");
    }
  }

  /** The run that went on from this one, the latest of them. */
  Optional<RunDirectory> after(RunDirectory run) throws IOException {
    return Lineage.of(RunDirectory.list(root)).after(run);
  }

  private RunState state(RunDirectory run) throws IOException, InterruptedException {
    return RunStatus.read(run, machine, _ -> {}).state();
  }

  private static UserError running(RunDirectory run) {
    return new UserError(
        run.name() + " is still running",
        "lorabake watch " + run.name() + " shows it; another run goes on if you name it");
  }
}
