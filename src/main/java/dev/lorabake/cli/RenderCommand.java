package dev.lorabake.cli;

import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.render.LaunchPlace;
import dev.lorabake.render.Renderer;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.BundleFiles;
import dev.lorabake.train.Launches;
import dev.lorabake.train.Request;
import dev.lorabake.train.ScratchOutput;
import dev.lorabake.train.SettingsReading;
import dev.lorabake.train.UpstreamPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the files that plain sd-scripts trains from. */
@Command(
    name = "render",
    description = "Write the files that plain sd-scripts trains from, without lorabake.",
    mixinStandardHelpOptions = true)
final class RenderCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin RecipeArguments recipe;

  @Mixin UpstreamArguments upstream;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where to write them (NAME-files).")
  @Nullable Path folder;

  RenderCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    if (upstream.checkout != null) {
      surroundings.known().use(surroundings, upstream.find(surroundings));
    }
    Request request = recipe.request();
    RecipeReader.Reading reading =
        new SettingsReading(surroundings.catalog(), surroundings.workingFolder())
            .read(request.file(), request.flags(), request.script());
    reading.notes().forEach(output::note);
    Path named = folder == null ? Path.of(reading.recipe().name() + "-files") : folder;
    Path target = surroundings.workingFolder().resolve(named).normalize();
    Purpose purpose = upstream.rehearse ? Purpose.REHEARSAL : Purpose.TRAINING;
    Recipe rendered =
        ScratchOutput.of(reading.recipe(), purpose, target.resolve(RunDirectory.OUTPUT));
    List<Path> files =
        BundleFiles.write(Renderer.render(rendered, place(reading.recipe())), target);
    if (recipe.json) {
      output.json(Map.of("files", files.stream().map(Path::toString).toList()));
    } else {
      files.forEach(file -> output.line("wrote " + surroundings.shown(file)));
      output.line(
          "train by hand: sh " + surroundings.shown(files.getFirst().resolveSibling("run.sh")));
    }
    return ExitCode.FINE;
  }

  /** Files can be made where no checkout is: then the script is told where it lies. */
  private LaunchPlace place(Recipe recipe) {
    if (upstream.rehearse) {
      return Launches.place(recipe, upstream.find(surroundings));
    }
    UpstreamPlace known =
        upstream
            .finder(surroundings)
            .lookUp(upstream.absolute(surroundings), upstream.python)
            .orElse(new UpstreamPlace(Path.of("sd-scripts"), "python", false, "nothing"));
    return Launches.place(recipe, known);
  }
}
