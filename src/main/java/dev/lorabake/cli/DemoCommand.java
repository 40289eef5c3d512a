package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.render.Renderer;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.BundleFiles;
import dev.lorabake.train.Home;
import dev.lorabake.train.Launches;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Request;
import dev.lorabake.train.SampleProject;
import dev.lorabake.train.ScratchOutput;
import dev.lorabake.train.Starting;
import dev.lorabake.train.Timing;
import dev.lorabake.train.UpstreamFinder;
import dev.lorabake.train.UpstreamPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the whole way on sample pictures, with the rehearsal trainer. */
@Command(
    name = "demo",
    description = "Show the whole way on sample pictures: nothing is trained, no GPU is needed.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "A new folder for everything the demo makes (lorabake-demo).")
  @Nullable Path named;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "A Python of version 3.9 or later.")
  @Nullable String python;

  @Option(
      names = "--seconds-per-step",
      paramLabel = "NUMBER",
      description = "The pace of the rehearsal (0.1).",
      defaultValue = "0.1")
  double pace = 0.1;

  DemoCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    Home home = Home.find();
    UpstreamPlace place = new UpstreamFinder(surroundings.variables(), home).rehearsal(python);
    Path folder = folder();
    heading("1  make a sample dataset and a recipe");
    Path file = new SampleProject(home, place.python()).make(folder);
    output.line(
        "made " + surroundings.shown(folder) + ": 12 pictures with captions, and demo.toml");

    heading("2  check the recipe: lorabake check demo.toml");
    Prepared prepared =
        new Preparing(Catalog.bundled(), folder, surroundings.commands())
            .prepare(new Request(file, List.of(), null, null));
    new FindingLines(output, folder).print(prepared.verdict().findings());
    if (CheckCommand.blocked(prepared.verdict())) {
      output.line(Colour.RED, "blocked", "");
      return ExitCode.BLOCKED;
    }
    output.line(Colour.GREEN, "ready", "");

    heading("3  see what will happen: lorabake plan demo.toml");
    PlanText.lines(
            prepared.recipe(),
            prepared.machine(),
            Timing.of(prepared, folder.resolve("runs"), true))
        .forEach(output::line);

    heading("4  write the files for plain sd-scripts: lorabake render demo.toml");
    Path files = folder.resolve("files");
    Recipe rehearsed =
        ScratchOutput.of(prepared.recipe(), Purpose.REHEARSAL, files.resolve(RunDirectory.OUTPUT));
    BundleFiles.write(Renderer.render(rehearsed, Launches.place(rehearsed, place)), files)
        .forEach(path -> output.line("wrote " + surroundings.shown(path)));

    heading("5  train, rehearsed: lorabake train demo.toml --rehearse");
    output.flush();
    RunDirectory run =
        new Starting(home, folder.resolve("runs"))
            .start(prepared, place, Map.of("REHEARSAL_SECONDS_PER_STEP", Double.toString(pace)));
    int code = new Foreground(surroundings, output, false, false).follow(run);
    output.blank();
    output.line("Nothing was trained: this was the rehearsal, and its files stay in its run.");
    output.line("With your own pictures:");
    output.line("  lorabake new --list");
    return code;
  }

  private Path folder() {
    if (named != null) {
      Path folder = surroundings.workingFolder().resolve(named).normalize();
      if (Files.exists(folder)) {
        throw new UserError(folder + " is there already", "name a new folder");
      }
      return folder;
    }
    return SampleProject.freeFolder(surroundings.workingFolder());
  }

  private void heading(String text) {
    output.blank();
    output.line(Colour.BOLD, text, "");
  }
}
