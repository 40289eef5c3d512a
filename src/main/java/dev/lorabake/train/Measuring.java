package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.machine.CommandRunner;
import dev.lorabake.machine.GpuTable;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.MachineProbe;
import dev.lorabake.run.Following;
import dev.lorabake.run.MeasureGoal;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStop;
import dev.lorabake.run.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Learns how long the steps of a recipe take: the real trainer makes some of them, saves nothing,
 * and is ended.
 */
public final class Measuring {
  private final Home home;
  private final Path runsRoot;
  private final CommandRunner runner;

  /**
   * @param runner runs the short commands that tell what the machine is
   */
  public Measuring(Home home, Path runsRoot, CommandRunner runner) {
    this.home = home;
    this.runsRoot = runsRoot;
    this.runner = runner;
  }

  /**
   * Starts the trainer.
   *
   * @throws UserError when the recipe is planned for another card than this machine has
   */
  public RunDirectory start(
      Prepared prepared,
      UpstreamPlace upstream,
      MeasureGoal goal,
      Map<String, String> environment) {
    refuseElsewhere(prepared.machine());
    return new Starting(home, runsRoot).measure(prepared, upstream, goal, environment);
  }

  private void refuseElsewhere(Machine planned) {
    if (!planned.named()) {
      return;
    }
    Optional<String> here = new MachineProbe(runner).local(null).gpu().map(GpuTable::nameOf);
    Optional<String> wanted = planned.gpu().map(GpuTable::nameOf);
    if (!here.equals(wanted)) {
      throw new UserError(
          "the plan is for "
              + wanted.orElse("no GPU")
              + ", and this machine has "
              + here.orElse("no GPU")
              + ": a measurement here would say nothing about it",
          "measure on that machine, or leave out --gpu and the recipe's gpu under [machine]");
    }
  }

  /**
   * Follows it until enough was seen.
   *
   * @param listener is given the journal
   * @param forget is called when it comes once more from its beginning
   */
  public static Outcome follow(RunDirectory run, Consumer<JournalEntry> listener, Runnable forget)
      throws IOException, InterruptedException {
    return new Following(run, Surroundings.system(), listener, forget).toTheEnd().orElseThrow();
  }

  /** Ends it before its time: none of its processes is left afterwards. */
  public static void stop(RunDirectory run) throws IOException, InterruptedException {
    RunStop.now(run, RunStop.GRACE, Surroundings.system());
  }
}
