package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.preflight.Severity;
import dev.lorabake.train.PlanReport;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Timing;
import dev.lorabake.train.UpstreamPlace;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what will happen: steps, buckets, checkpoints, memory, disk, time and cost. */
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
      description =
          "Where runs lie whose pace and memory are taken (runs); --measure adds its own.",
      defaultValue = "runs")
  Path runs = Path.of("runs");

  @Option(
      names = "--price",
      paramLabel = "NUMBER",
      description = "What an hour of the machine costs, in place of the recipe's price_per_hour.")
  @Nullable Double price;

  @Mixin MeasureArguments measure;

  PlanCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  private Prepared prepare(Preparing preparing, Path root) {
    try (ScanProgress progress = surroundings.scanProgress(output, recipe.json)) {
      return preparing.learningFrom(root).telling(progress).prepare(recipe.request());
    }
  }

  @Override
  public Integer call() {
    if (price != null && !(price >= 0 && price < Double.POSITIVE_INFINITY)) {
      throw new UserError("--price " + price + " is no price", "give a number such as 0.22");
    }
    Path root = surroundings.workingFolder().resolve(runs).normalize();
    Prepared prepared;
    if (measure.wanted()) {
      UpstreamPlace place =
          upstream.finder(surroundings).find(upstream.absolute(surroundings), upstream.python);
      if (upstream.checkout != null) {
        surroundings.known().use(surroundings, place);
      }
      Preparing preparing = ProbeArguments.starting(surroundings, place);
      prepared = prepare(preparing, root);
      if (CheckCommand.blocked(prepared.verdict())) {
        return Refusal.print(prepared, recipe.json, surroundings, output);
      }
      int code = new Measurement(surroundings, output, root).make(prepared, place, measure.goal());
      if (code != ExitCode.FINE) {
        return code;
      }
      prepared = prepare(preparing, root); // by the memory that it took, too
    } else {
      prepared = prepare(ProbeArguments.remembered(surroundings, upstream), root);
    }
    return show(price == null ? prepared : prepared.atPrice(price), root);
  }

  private int show(Prepared prepared, Path root) {
    Timing timing = Timing.of(prepared, root, false);
    if (measure.wanted() && timing.secondsPerStep() == null) {
      output.note("the measurement saw too few steps, or too short ones, to tell the time");
    }
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
    if (timing.secondsPerStep() == null && !measure.wanted() && !prepared.machine().named()) {
      output.blank();
      output.line("--measure runs the trainer for a moment to learn how long it takes");
    }
    return ExitCode.FINE;
  }
}
