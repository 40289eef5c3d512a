package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.render.LaunchPlace;
import dev.lorabake.render.Renderer;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.BundleFiles;
import dev.lorabake.train.GuiExport;
import dev.lorabake.train.Launches;
import dev.lorabake.train.NewFile;
import dev.lorabake.train.Request;
import dev.lorabake.train.ScratchOutput;
import dev.lorabake.train.SettingsReading;
import dev.lorabake.train.UpstreamPlace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
      paramLabel = "PLACE",
      description = "The folder to write them into (NAME-files), or the GUI's file (NAME.json).")
  @Nullable Path place;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "For whom: sd-scripts, or kohya-gui-json for the kohya_ss GUI (sd-scripts).",
      defaultValue = RenderFormat.SD_SCRIPTS)
  String format = RenderFormat.SD_SCRIPTS;

  RenderCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    RenderFormat asked = RenderFormat.of(format);
    if (upstream.checkout != null) {
      surroundings.known().use(surroundings, upstream.find(surroundings));
    }
    Request request = recipe.request();
    RecipeReader.Reading reading =
        new SettingsReading(surroundings.catalog(), surroundings.workingFolder())
            .read(request.file(), request.flags(), request.script());
    reading.notes().forEach(output::note);
    switch (asked) {
      case FILES -> files(reading.recipe());
      case GUI -> gui(reading.recipe());
    }
    return ExitCode.FINE;
  }

  private Path target(Recipe recipe, String ending) {
    Path named = place == null ? Path.of(recipe.name() + ending) : place;
    return surroundings.workingFolder().resolve(named).normalize();
  }

  private void gui(Recipe recipe) {
    if (upstream.rehearse) {
      throw new UserError(
          "the GUI starts no rehearsals", "leave out --rehearse, or --format " + format);
    }
    GuiExport export = GuiExport.of(recipe, target(recipe, ".json"));
    export.files().keySet().forEach(NewFile::refuseExisting);
    export.files().forEach(NewFile::write);
    List<Path> written = List.copyOf(export.files().keySet());
    if (this.recipe.json) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("files", written.stream().map(Path::toString).toList());
      members.put("report", export.report());
      output.json(members);
      return;
    }
    new ExportText(output, export.report()).print();
    written.forEach(file -> output.line("wrote " + surroundings.shown(file)));
  }

  private void files(Recipe read) {
    Path target = target(read, "-files");
    Purpose purpose = upstream.rehearse ? Purpose.REHEARSAL : Purpose.TRAINING;
    Recipe rendered = ScratchOutput.of(read, purpose, target.resolve(RunDirectory.OUTPUT));
    List<Path> files = BundleFiles.write(Renderer.render(rendered, launchPlace(read)), target);
    if (recipe.json) {
      output.json(Map.of("files", files.stream().map(Path::toString).toList()));
    } else {
      files.forEach(file -> output.line("wrote " + surroundings.shown(file)));
      output.line(
          "train by hand: sh " + surroundings.shown(files.getFirst().resolveSibling("run.sh")));
    }
  }

  /** Files can be made where no checkout is: then the script is told where it lies. */
  private LaunchPlace launchPlace(Recipe recipe) {
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
