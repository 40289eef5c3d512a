package dev.lorabake.cli;

import dev.lorabake.preflight.Severity;
import dev.lorabake.train.PlanReport;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Timing;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what will happen: steps, buckets, checkpoints, memory, disk. */
@Command(
    name = "plan",
    description = "Show what will happen: steps, buckets, checkpoints, memory, disk, time.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin RecipeArguments recipe;

  @Mixin CheckoutArguments upstream;

  @Option(
      names = "--runs-dir",
      paramLabel = "DIR",
      description = "Where earlier runs lie, whose pace and memory are taken (runs).",
      defaultValue = "runs")
  Path runs = Path.of("runs");

  PlanCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    Path root = surroundings.workingFolder().resolve(runs).normalize();
    Prepared prepared =
        ProbeArguments.remembered(surroundings, upstream)
            .learningFrom(root)
            .prepare(recipe.request());
    Timing timing = Timing.of(prepared, root, false);
    if (recipe.json) {
      output.json(PlanReport.of(timing));
      return prepared.plan().totalSteps() > 0 ? ExitCode.FINE : ExitCode.BLOCKED;
    }
    prepared.notes().forEach(output::note);
    if (prepared.plan().totalSteps() == 0) {
      output.line(Colour.RED, "nothing would be trained", "");
      new FindingLines(output, surroundings.workingFolder())
          .print(
              prepared.verdict().findings().stream()
                  .filter(finding -> finding.severity() == Severity.ERROR)
                  .toList());
      return ExitCode.BLOCKED;
    }
    PlanText.lines(prepared.recipe(), prepared.machine(), timing).forEach(output::line);
    return ExitCode.FINE;
  }
}
