package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.preflight.CheckReport;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Request;
import dev.lorabake.train.UpstreamPlace;
import dev.lorabake.train.queue.Adding;
import dev.lorabake.train.queue.Adding.Variant;
import dev.lorabake.train.queue.Grid;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks trainings and puts them into the queue. */
@Command(
    name = "add",
    description = "Check trainings and put them into the queue, or a grid of settings.",
    mixinStandardHelpOptions = true)
final class QueueAddCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Spec CommandSpec spec;

  @Mixin QueueArguments queue;

  @Mixin UpstreamArguments upstream;

  @Mixin ProbeArguments probe;

  @Mixin RetryArguments retry;

  @Parameters(
      index = "0..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Recipes, or what other tools wrote, as check takes it.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--vary",
      paramLabel = "OPTION=V1,V2,…",
      description = "Make a run of each value; several make a run of each combination.")
  List<String> vary = new ArrayList<>();

  @Option(names = "--name", paramLabel = "NAME", description = "A name for the list and the runs.")
  @Nullable String name;

  @Option(names = "--again", description = "Train it even where a finished run has proven it done.")
  boolean again;

  @Option(
      names = "--script",
      paramLabel = "NAME",
      description = "The training script of a file that names none, such as sdxl_train_network.py.")
  @Nullable String script;

  @Option(
      names = "--gpu",
      paramLabel = "CARD",
      description = "Plan and check for this card, such as \"RTX 3060 12GB\".")
  @Nullable String gpu;

  QueueAddCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    if (upstream.checkout != null) {
      surroundings.known().use(surroundings, upstream.find(surroundings));
    }
    Adding adding =
        new Adding(
            queue.folder(surroundings),
            surroundings.catalog(),
            preparing().learningFrom(queue.runsRoot(surroundings)),
            dev.lorabake.run.Surroundings.system());
    return queue.doing(
        surroundings,
        () -> {
          List<Variant> variants = adding.check(wish());
          if (variants.stream().anyMatch(Variant::isBlocked)) {
            tell(variants, false);
            return ExitCode.BLOCKED;
          }
          tell(adding.add(variants), true);
          return ExitCode.FINE;
        });
  }

  private Preparing preparing() {
    UpstreamPlace place = upstream.lookUp(surroundings);
    return place == null
        ? surroundings.preparing(gpus -> null)
        : probe.preparing(surroundings, place);
  }

  private Adding.Wish wish() {
    var flags = UpstreamFlags.given(spec.commandLine().getParseResult());
    List<Request> requests =
        files.stream()
            .map(file -> surroundings.workingFolder().resolve(file).normalize())
            .map(file -> new Request(file, flags, script, gpu))
            .toList();
    return new Adding.Wish(
        requests,
        Grid.of(vary, surroundings.catalog()),
        name,
        upstream.rehearse,
        upstream.absolute(surroundings),
        python(),
        again,
        retry.isGiven() ? retry.policy(surroundings.variables(), upstream.rehearse) : null);
  }

  /** The runner may work in another folder; a bare name is looked for on the PATH. */
  private @Nullable String python() {
    String named = upstream.python;
    return named == null || named.indexOf(File.separatorChar) < 0
        ? named
        : surroundings.workingFolder().resolve(named).normalize().toString();
  }

  private void tell(List<Variant> variants, boolean added) {
    if (queue.json) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("added", added);
      members.put("entries", variants.stream().map(QueueAddCommand::members).toList());
      output.json(members);
      return;
    }
    Variant before = null;
    for (Variant variant : variants) {
      print(variant, before);
      before = variant;
    }
    output.line(
        added
            ? Figures.count(variants.size()) + " added; lorabake queue run starts them"
            : "nothing added: mend what is marked as an error, or allow it in the recipe");
  }

  /** What is found at each member of a grid alike is said at the first. */
  private void print(Variant variant, @Nullable Variant before) {
    var findings = variant.prepared().verdict().findings();
    boolean same = before != null && findings.equals(before.prepared().verdict().findings());
    if (!same) {
      variant.prepared().notes().forEach(output::note);
    }
    String number = variant.number() == 0 ? "" : variant.number() + "  ";
    String label = variant.asked().label();
    if (variant.doneBy() != null) {
      output.line(number + label + ": will be skipped, " + variant.doneBy() + " has done it");
      return;
    }
    String steps = Figures.count(variant.asked().updates(), "step");
    if (variant.isBlocked()) {
      output.line(number + label + ": ", Colour.RED, "blocked", "");
    } else {
      output.line(number + label + ": ", Colour.GREEN, "ready", ", " + steps);
    }
    if (!same) {
      new FindingLines(output, surroundings.workingFolder()).print(findings);
    }
    variant
        .asked()
        .secrets()
        .forEach(option ->
            output.note(
                "the value of "
                    + option
                    + " is kept nowhere; set it in the environment of"
                    + " lorabake queue run"));
  }

  private static Map<String, @Nullable Object> members(Variant variant) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("number", variant.number() == 0 ? null : (Long) variant.number());
    members.put("label", variant.asked().label());
    members.put("varied", variant.asked().varied());
    members.put("output_name", variant.asked().outputName());
    members.put("steps", variant.asked().updates());
    members.put("done_by", variant.doneBy());
    members.put("check", CheckReport.of(variant.prepared().verdict()));
    return members;
  }
}
