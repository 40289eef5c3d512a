package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.recipe.Flag;
import dev.lorabake.run.Attendant;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Home;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.ResumeWish;
import dev.lorabake.train.Resuming;
import dev.lorabake.train.Resumption;
import dev.lorabake.train.Starting;
import dev.lorabake.train.UpstreamPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Goes on with a run that ended before its end. */
@Command(
    name = "resume",
    description = "Go on with a run that ended early, from the last state that verifies.",
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
  private static final Set<String> END = Set.of("max_train_epochs", "max_train_steps");

  private final Surroundings surroundings;
  private final Output output;

  @Spec CommandSpec spec;

  @Mixin RunArguments run;

  @Mixin UpstreamArguments upstream;

  @Mixin ProbeArguments probe;

  @Mixin PolicyArguments policy;

  @Option(
      names = "--gpu",
      paramLabel = "CARD",
      description = "Plan and check for this card, such as \"RTX 3060 12GB\".")
  @Nullable String gpu;

  @Option(names = "--dry-run", description = "Show what would happen and start nothing.")
  boolean dryRun;

  @Option(
      names = "--apply",
      description = "Take the settings that the diagnosis of its failure names.")
  boolean apply;

  @Option(
      names = "--from-weights",
      description = "Begin from its last weights, where no state was saved: the optimizer is lost.")
  boolean fromWeights;

  @Option(names = "--detach", description = "Return as soon as the training runs.")
  boolean detach;

  @Option(names = "--plain", description = "Never rewrite a line.")
  boolean plain;

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  ResumeCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    if (upstream.checkout != null) {
      surroundings.known().use(surroundings, upstream.find(surroundings));
    }
    Path root = run.folder.at(surroundings);
    try {
      return resume(root);
    } catch (IOException e) {
      throw new UserError(
          "the run cannot be read: " + e.getMessage(), "lorabake runs lists the runs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.USAGE;
    }
  }

  private int resume(Path root) throws IOException, InterruptedException {
    List<Flag> flags = UpstreamFlags.given(spec.commandLine().getParseResult());
    UnfinishedRuns unfinished = new UnfinishedRuns(root);
    RunDirectory earlier = run.run == null ? unfinished.latest() : run.find(surroundings);
    boolean longer = flags.stream().map(Flag::option).anyMatch(END::contains);
    unfinished.refuseOthers(earlier, longer);
    upstream.rehearse |= earlier.purpose() == Purpose.REHEARSAL;
    Resumption resumption =
        new Resuming(
                earlier,
                preparing().learningFrom(root),
                new ResumeWish(flags, gpu, fromWeights, apply))
            .plan();
    if (CheckCommand.blocked(resumption.prepared().verdict())) {
      return Refusal.print(resumption.prepared(), json, surroundings, output);
    }
    RunDirectory later = unfinished.after(earlier).orElse(null);
    if (later != null) {
      output.note(later.name() + " went on from this run already");
    }
    if (dryRun) {
      show(resumption);
      return ExitCode.FINE;
    }
    UpstreamPlace place = upstream.find(surroundings);
    Attendant attendant = policy.attendant(surroundings, place, gpu, !probe.noProbe);
    if (!json) {
      show(resumption);
    }
    RunDirectory started =
        new Starting(Home.find(), root, surroundings.variables())
            .after(resumption.from())
            .attendedBy(attendant)
            .start(resumption.prepared(), place, surroundings.rehearsalSwitches());
    if (detach) {
      return detached(started, resumption);
    }
    return new Foreground(surroundings, output, json, plain).follow(started);
  }

  /** What a run asked for is refused for its mistakes even where no sd-scripts is known. */
  private Preparing preparing() {
    UpstreamPlace place = upstream.lookUp(surroundings);
    return place == null
        ? surroundings.preparing(gpus -> null)
        : probe.preparing(surroundings, place);
  }

  private void show(Resumption resumption) {
    if (json) {
      output.json(ResumeReport.of(resumption));
      return;
    }
    resumption.prepared().notes().forEach(output::note);
    new FindingLines(output, surroundings.workingFolder())
        .print(resumption.prepared().verdict().findings());
    new ResumeText(output, surroundings).print(resumption);
    output.flush();
  }

  private int detached(RunDirectory started, Resumption resumption) {
    if (json) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("run", started.path().toString());
      members.put("resumption", ResumeReport.of(resumption));
      output.jsonLine(members);
    } else {
      output.line("the training runs in " + started.path());
      output.line("  lorabake watch " + started.name());
      output.line("  lorabake stop " + started.name());
    }
    return ExitCode.FINE;
  }
}
