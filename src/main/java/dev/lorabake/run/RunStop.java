package dev.lorabake.run;

import dev.lorabake.process.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Ends a run: every process of it, looked for until none is left. */
public final class RunStop {
  /** How long the trainer has between SIGTERM and SIGKILL; it saves nothing in that time. */
  public static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration KILL_GRACE = Duration.ofSeconds(10);

  private RunStop() {}

  /**
   * Writes the wish down and carries it out; the exit is learnt by the keeper as ever. A run that
   * has ended keeps the reason it ended for.
   *
   * @return empty when the run was never started
   */
  public static Optional<ProcessTree.Stop> now(
      RunDirectory run, Duration grace, Surroundings surroundings)
      throws IOException, InterruptedException {
    return stop(run, StopRequest.Mode.NOW, grace, surroundings);
  }

  /** Carries a wish out that was written down before and is due now. */
  static void due(RunDirectory run, StopRequest wish, Surroundings surroundings)
      throws IOException, InterruptedException {
    if (wish.mode() != StopRequest.Mode.PREEMPTED) {
      now(run, GRACE, surroundings);
      return;
    }
    Optional<ProcessTree> tree = run.tree(surroundings.processes());
    if (tree.isPresent() && run.exit().isEmpty()) {
      wish.writtenTo(run);
      tree.get().stop(GRACE, KILL_GRACE, surroundings.pacer());
    }
  }

  /** Ends a measurement that has seen enough. */
  static void measured(RunDirectory run, Surroundings surroundings)
      throws IOException, InterruptedException {
    stop(run, StopRequest.Mode.MEASURED, GRACE, surroundings);
  }

  private static Optional<ProcessTree.Stop> stop(
      RunDirectory run, StopRequest.Mode mode, Duration grace, Surroundings surroundings)
      throws IOException, InterruptedException {
    Optional<ProcessTree> tree = run.tree(surroundings.processes());
    if (tree.isPresent() && run.exit().isPresent()) {
      return Optional.of(new ProcessTree.Stop.Empty(0, 0));
    }
    StopRequest.write(run, mode, surroundings.clock());
    return tree.isEmpty()
        ? Optional.empty()
        : Optional.of(tree.get().stop(grace, KILL_GRACE, surroundings.pacer()));
  }
}
