package dev.lorabake.cli;

import dev.lorabake.preflight.Severity;
import dev.lorabake.train.PlanReport;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
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
      description = "Where earlier runs lie, whose pace is taken (runs).",
      defaultValue = "runs")
  Path runs = Path.of("runs");

  PlanCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  private Prepared prepare() {
    Preparing preparing = ProbeArguments.remembered(surroundings, upstream);
    try (ScanProgress progress = surroundings.scanProgress(output, recipe.json)) {
      return preparing.telling(progress).prepare(recipe.request());
    }
  }

  @Override
  public Integer call() {
    Prepared prepared = prepare();
    Timing timing =
        Timing.of(prepared, surroundings.workingFolder().resolve(runs).normalize(), false);
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
