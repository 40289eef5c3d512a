package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.process.Keeper;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeWriter;
import dev.lorabake.render.Bundle;
import dev.lorabake.render.Renderer;
import dev.lorabake.run.Expectation;
import dev.lorabake.run.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes a run's directory and starts the trainer in it, under a keeper that outlives everybody. */
public final class Starting {
  private final Home home;
  private final Path runsRoot;

  /**
   * @param runsRoot where run directories are made
   */
  public Starting(Home home, Path runsRoot) {
    this.home = home;
    this.runsRoot = runsRoot;
  }

  /**
   * Starts a recipe that was checked before.
   *
   * @param environment further variables of the trainer
   * @return the directory of the run, whose trainer is running
   * @throws UserError when it cannot be started: no room, output in use, no Python
   */
  public RunDirectory start(
      Prepared prepared, UpstreamPlace upstream, Map<String, String> environment) {
    Recipe recipe = prepared.recipe();
    Path output =
        recipe
            .path("output_dir")
            .orElseThrow(
                () -> new UserError("output_dir is not set", "write output_dir under [train]"));
    try {
      Files.createDirectories(output);
      refuseFullDisk(prepared.plan(), output);
      RunDirectory run =
          RunDirectory.create(runsRoot, recipe.name(), LocalDateTime.now(ZoneId.systemDefault()));
      prepare(run, prepared, upstream, output);
      launch(run, recipe, upstream, output, environment);
      return run;
    } catch (IOException e) {
      throw new UserError(
          "the run cannot be started: " + e.getMessage(),
          "check that " + output + " and " + runsRoot + " can be written",
          e);
    }
  }

  private static void prepare(
      RunDirectory run, Prepared prepared, UpstreamPlace upstream, Path output) throws IOException {
    Recipe recipe = prepared.recipe();
    try {
      run.write(RunDirectory.RECIPE, RecipeWriter.write(recipe));
      writeBundle(Renderer.render(recipe, Launches.place(recipe, upstream)), run);
      expectation(prepared, output).write(run);
      run.write(
          RunDirectory.STEP_KIND,
          StepKind.of(recipe, prepared.plan(), prepared.machine(), upstream.rehearsal()).json());
    } catch (IOException e) {
      discard(run);
      throw e;
    }
  }

  private static void writeBundle(Bundle bundle, RunDirectory run) throws IOException {
    for (Map.Entry<String, String> file : bundle.files().entrySet()) {
      if (file.getKey().equals(Bundle.SHELL_SCRIPT)) {
        run.writeScript(file.getKey(), file.getValue());
      } else {
        run.write(file.getKey(), file.getValue());
      }
    }
  }

  private static Expectation expectation(Prepared prepared, Path output) {
    List<PlannedCheckpoint> checkpoints = prepared.plan().checkpoints();
    Path last = checkpoints.isEmpty() ? null : output.resolve(checkpoints.getLast().file());
    return Expectation.of(prepared.plan().totalSteps(), last, prepared.recipe().flag("save_state"));
  }

  private static void refuseFullDisk(Plan plan, Path output) throws IOException {
    long free = Files.getFileStore(output).getUsableSpace();
    if (plan.diskBytes() > free) {
      throw new UserError(
          "the run writes "
              + megabytes(plan.diskBytes())
              + " MB and "
              + output
              + " has room for "
              + megabytes(free)
              + " MB",
          "free the disk, save less often, or name another output_dir");
    }
  }

  private static long megabytes(long bytes) {
    return bytes / 1_000_000;
  }

  private void launch(
      RunDirectory run,
      Recipe recipe,
      UpstreamPlace upstream,
      Path output,
      Map<String, String> environment)
      throws IOException {
    String name = recipe.text("output_name").orElse("last");
    Keeper.Order order =
        new Keeper.Order(
            Path.of(upstream.python()),
            home.pythonEnv().resolve("keeper.py"),
            run.path(),
            run.path(),
            List.of(outputLock(output, name)),
            command(run),
            variables(recipe, upstream, environment));
    try {
      switch (Keeper.start(order)) {
        case Keeper.Start.Started _ -> {}
        case Keeper.Start.Refused refused -> {
          // a keeper that died before it could answer may have left a trainer: then there is a
          // record, and whoever follows the run sees what became of it
          if (run.record().isEmpty()) {
            discard(run);
            throw refused(refused, output, name, run);
          }
        }
      }
    } catch (IOException e) {
      discard(run);
      throw new UserError(
          "the Python " + upstream.python() + " cannot be started: " + e.getMessage(),
          "name the Python of sd-scripts' environment with --python FILE",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while starting", "start it again", e);
    }
  }

  /** Always in the output folder, whatever a name that was allowed in spite of its rule holds. */
  static Path outputLock(Path output, String name) {
    return output.resolve("." + name.replaceAll("[/\\\\\\p{Cntrl}]", "-") + ".lorabake.lock");
  }

  /** A run that never began would only stand in the way of the others. */
  private static void discard(RunDirectory run) throws IOException {
    try (Stream<Path> files = Files.list(run.path())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(run.path());
  }

  private static List<String> command(RunDirectory run) {
    return File.separatorChar == '\\'
        ? List.of(
            "powershell",
            "-NoProfile",
            "-ExecutionPolicy",
            "Bypass",
            "-File",
            run.file(RunDirectory.POWERSHELL_SCRIPT).toString())
        : List.of("/bin/sh", run.file(RunDirectory.SCRIPT).toString());
  }

  /** Secrets travel in the environment and nowhere else; both libraries read these variables. */
  private Map<String, String> variables(
      Recipe recipe, UpstreamPlace upstream, Map<String, String> environment) {
    Map<String, String> variables = new LinkedHashMap<>(environment);
    recipe.train().text("huggingface_token").ifPresent(token -> variables.put("HF_TOKEN", token));
    recipe.train().text("wandb_api_key").ifPresent(key -> variables.put("WANDB_API_KEY", key));
    // the run's own script names both; variables of the caller would take their place
    variables.put("SD_SCRIPTS", upstream.checkout().toString());
    variables.put("PYTHON", upstream.python());
    return variables;
  }

  private static UserError refused(
      Keeper.Start.Refused refused, Path output, String name, RunDirectory run) {
    return switch (refused.reason()) {
      case OUTPUT_LOCKED ->
          new UserError(
              "another run is writing " + name + " in " + output,
              "wait for it (lorabake runs), or change output_name");
      case LOCKED, USED ->
          new UserError("the run directory " + run + " is in use", "start the training again");
      case CANNOT_START, IO ->
          new UserError(
              "the trainer cannot be started: " + refused.text(),
              "lorabake doctor looks at the machine and its Python");
    };
  }
}
