package dev.lorabake.cli;

import dev.lorabake.run.Attendant;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Home;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Starting;
import dev.lorabake.train.Timing;
import dev.lorabake.train.UpstreamPlace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks, plans, renders, starts and watches a training. */
@Command(
    name = "train",
    description = "Check a recipe, start its training and watch it; it outlives this terminal.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin RecipeArguments recipe;

  @Mixin UpstreamArguments upstream;

  @Mixin ProbeArguments probe;

  @Mixin PolicyArguments policy;

  @Option(
      names = "--runs-dir",
      paramLabel = "DIR",
      description = "Where the run directory is made (runs).",
      defaultValue = "runs")
  Path runs = Path.of("runs");

  @Option(names = "--detach", description = "Return as soon as the training runs.")
  boolean detach;

  @Option(names = "--plain", description = "Never rewrite a line.")
  boolean plain;

  TrainCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    if (upstream.checkout != null) {
      surroundings.known().use(surroundings, upstream.find(surroundings));
    }
    Path root = surroundings.workingFolder().resolve(runs).normalize();
    Prepared prepared = preparing().learningFrom(root).prepare(recipe.request());
    if (CheckCommand.blocked(prepared.verdict())) {
      return Refusal.print(prepared, recipe.json, surroundings, output);
    }
    UpstreamPlace place = upstream.find(surroundings);
    Attendant attendant = policy.attendant(surroundings, place, recipe.gpu, !probe.noProbe);
    if (!recipe.json) {
      announce(prepared, place, root);
    }
    RunDirectory run =
        new Starting(Home.find(), root, surroundings.variables())
            .attendedBy(attendant)
            .start(prepared, place, surroundings.rehearsalSwitches());
    if (detach) {
      return detached(run);
    }
    return new Foreground(surroundings, output, recipe.json, plain).follow(run);
  }

  /** A recipe is refused for its mistakes even where no sd-scripts is known. */
  private Preparing preparing() {
    UpstreamPlace place = upstream.lookUp(surroundings);
    return place == null
        ? surroundings.preparing(gpus -> null)
        : probe.preparing(surroundings, place);
  }

  private void announce(Prepared prepared, UpstreamPlace place, Path root) {
    prepared.notes().forEach(output::note);
    new FindingLines(output, surroundings.workingFolder()).print(prepared.verdict().findings());
    if (place.rehearsal()) {
      output.line(
          Colour.YELLOW, "rehearsal", ": nothing is trained; its files stay in the run directory");
    }
    PlanText.head(prepared.machine(), Timing.of(prepared, root, place.rehearsal()))
        .forEach(output::line);
    output.flush();
  }

  private int detached(RunDirectory run) {
    if (recipe.json) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("run", run.path().toString());
      output.jsonLine(members);
    } else {
      output.line("the training runs in " + run.path());
      output.line("  lorabake watch " + run.name());
      output.line("  lorabake stop " + run.name());
    }
    return ExitCode.FINE;
  }
}
