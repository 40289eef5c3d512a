package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.plan.DiskRoom;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.process.Keeper;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeWriter;
import dev.lorabake.render.Bundle;
import dev.lorabake.render.Renderer;
import dev.lorabake.run.Expectation;
import dev.lorabake.run.MeasureGoal;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.watch.Outlook;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a run's directory and starts the trainer in it, under a keeper that outlives everybody. */
public final class Starting {
  private final Home home;
  private final Path runsRoot;
  private final Map<String, String> inherited;
  private final @Nullable ResumedFrom earlier;

  /**
   * @param runsRoot where run directories are made
   * @param inherited this program's own variables, which the trainer is given
   */
  public Starting(Home home, Path runsRoot, Map<String, String> inherited) {
    this(home, runsRoot, Map.copyOf(inherited), null);
  }

  private Starting(
      Home home, Path runsRoot, Map<String, String> inherited, @Nullable ResumedFrom earlier) {
    this.home = home;
    this.runsRoot = runsRoot;
    this.inherited = inherited;
    this.earlier = earlier;
  }

  /** The same for a run that goes on from an earlier one, which its directory then tells. */
  public Starting after(ResumedFrom run) {
    return new Starting(home, runsRoot, inherited, run);
  }

  /** As above, with the variables of this process. */
  public Starting(Home home, Path runsRoot) {
    this(home, runsRoot, System.getenv());
  }

  /**
   * Starts a recipe that was checked before; a rehearsal keeps its files to itself.
   *
   * @param environment further variables of the trainer
   * @return the directory of the run, whose trainer is running
   * @throws UserError when it cannot be started: no room, output in use, no Python
   */
  public RunDirectory start(
      Prepared prepared, UpstreamPlace upstream, Map<String, String> environment) {
    Purpose purpose = upstream.rehearsal() ? Purpose.REHEARSAL : Purpose.TRAINING;
    return start(prepared, upstream, new Errand(purpose, MeasureGoal.USUAL, null), environment);
  }

  /**
   * As above, in the run directory of that name. Where it is there already, it was begun by
   * somebody who died over it: it is started now, unless its keeper is at work or was.
   *
   * @param runName by {@link RunDirectory#freeName}, written down by the caller before
   */
  public RunDirectory startAs(
      String runName, Prepared prepared, UpstreamPlace upstream, Map<String, String> environment) {
    Purpose purpose = upstream.rehearsal() ? Purpose.REHEARSAL : Purpose.TRAINING;
    return start(prepared, upstream, new Errand(purpose, MeasureGoal.USUAL, runName), environment);
  }

  /** Starts the same training only to learn how long a step takes; its supervisor ends it. */
  public RunDirectory measure(
      Prepared prepared,
      UpstreamPlace upstream,
      MeasureGoal goal,
      Map<String, String> environment) {
    return start(prepared, upstream, new Errand(Purpose.MEASUREMENT, goal, null), environment);
  }

  /**
   * What a start is for.
   *
   * @param runName {@code null} for one of the moment
   */
  private record Errand(Purpose purpose, MeasureGoal goal, @Nullable String runName) {
    RunDirectory directory(Path runsRoot, String name) throws IOException {
      return runName == null
          ? RunDirectory.create(runsRoot, name, LocalDateTime.now(ZoneId.systemDefault()))
          : RunDirectory.named(runsRoot, runName);
    }
  }

  private RunDirectory start(
      Prepared prepared, UpstreamPlace upstream, Errand errand, Map<String, String> environment) {
    Purpose purpose = errand.purpose();
    Recipe asked = prepared.recipe();
    Path wanted =
        asked
            .path("output_dir")
            .orElseThrow(
                () -> new UserError("output_dir is not set", "write output_dir under [train]"));
    try {
      makeRoom(asked, prepared.plan(), purpose, wanted);
      RunDirectory run = errand.directory(runsRoot, asked.name());
      if (run.wasStarted()) {
        return run;
      }
      Path output = purpose.keepsToItself() ? run.folder(RunDirectory.OUTPUT) : wanted;
      Recipe recipe = ScratchOutput.of(asked, purpose, output);
      prepare(run, prepared, recipe, upstream, errand, output);
      launch(run, recipe, upstream, output, environment);
      return run;
    } catch (IOException e) {
      throw new UserError(
          "the run cannot be started: " + e.getMessage(),
          "check that " + wanted + " and " + runsRoot + " can be written",
          e);
    }
  }

  private void prepare(
      RunDirectory run,
      Prepared prepared,
      Recipe recipe,
      UpstreamPlace upstream,
      Errand errand,
      Path output)
      throws IOException {
    Recipe asked = prepared.recipe();
    Purpose purpose = errand.purpose();
    try {
      run.write(RunDirectory.RECIPE, RecipeWriter.write(asked));
      if (earlier != null) {
        earlier.write(run);
      }
      writeBundle(Renderer.render(recipe, Launches.place(recipe, upstream)), run);
      expectation(prepared, purpose, errand.goal(), output).write(run);
      run.write(RunDirectory.OUTLOOK, outlook(recipe, prepared.plan(), purpose, output).json());
      run.write(
          RunDirectory.STEP_KIND,
          StepKind.of(asked, prepared.plan(), prepared.machine(), upstream.rehearsal())
              .json(PartKinds.of(asked, prepared.plan())));
      Optional<MemoryKind> memory =
          MemoryKind.of(recipe, prepared.plan(), prepared.machine(), upstream.rehearsal());
      if (memory.isPresent()) {
        run.write(RunDirectory.MEMORY_KIND, memory.get().json());
      }
    } catch (IOException e) {
      run.discard();
      throw e;
    }
  }

  /** A measurement writes next to nothing; a rehearsal as much as a training, elsewhere. */
  private void makeRoom(Recipe recipe, Plan plan, Purpose purpose, Path output) throws IOException {
    switch (purpose) {
      case TRAINING -> {
        Files.createDirectories(output);
        refuseFullDisk(DiskRoom.of(recipe, plan.disk()), "another output_dir");
      }
      case REHEARSAL ->
          refuseFullDisk(DiskRoom.within(runsRoot, plan.disk()), "another folder with --runs-dir");
      case MEASUREMENT -> {}
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

  private static Expectation expectation(
      Prepared prepared, Purpose purpose, MeasureGoal goal, Path output) {
    if (purpose == Purpose.MEASUREMENT) {
      return Expectation.measuring(goal);
    }
    List<PlannedCheckpoint> checkpoints = prepared.plan().checkpoints();
    Path last = checkpoints.isEmpty() ? null : output.resolve(checkpoints.getLast().file());
    return Expectation.of(
            prepared.plan().course().updates(), last, prepared.recipe().flag("save_state"))
        .with(purpose);
  }

  /** A measurement saves nothing before its end. */
  private static Outlook outlook(Recipe recipe, Plan plan, Purpose purpose, Path output) {
    boolean tensorboard = !recipe.text("log_with").orElse("tensorboard").equals("wandb");
    List<PlannedCheckpoint> saved = purpose == Purpose.MEASUREMENT ? List.of() : plan.checkpoints();
    return new Outlook(
        output.toAbsolutePath().normalize(),
        recipe.text("output_name").orElse(null),
        tensorboard ? recipe.path("logging_dir").map(Path::toAbsolutePath).orElse(null) : null,
        LaunchKeys.processesHere(recipe.launch()),
        saved.stream()
            .map(file -> new Outlook.Weights(file.file(), file.bytes(), file.kept()))
            .toList());
  }

  private static void refuseFullDisk(List<DiskRoom> rooms, String instead) {
    for (DiskRoom room : rooms) {
      if (!room.suffices()) {
        throw new UserError(
            "the run writes "
                + megabytes(room.neededBytes())
                + " MB and "
                + room.folder()
                + " has room for "
                + megabytes(room.freeBytes())
                + " MB",
            "free the disk, save less often, or name " + instead);
      }
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
    Map<String, String> known = new LinkedHashMap<>(inherited);
    known.putAll(environment);
    Keeper.Telemetry telemetry = GpuLooks.of(recipe, upstream, known);
    Keeper.Order order =
        new Keeper.Order(
            Path.of(upstream.python()),
            home.pythonEnv().resolve("keeper.py"),
            run.path(),
            run.path(),
            List.of(outputLock(output, name)),
            command(run),
            variables(recipe, upstream, environment),
            telemetry);
    try {
      switch (Keeper.start(order)) {
        case Keeper.Start.Started _ -> {}
        case Keeper.Start.Refused refused -> {
          if (isStarted(run, refused)) {
            return;
          }
          run.discard(); // it would only stand in the way of the others
          throw refused(refused, output, name, run);
        }
      }
    } catch (IOException e) {
      run.discard();
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

  /**
   * By a keeper whose order came from somebody who died meanwhile, or that answers too late; or one
   * died before it could answer and left a trainer: then there is a record, and whoever follows the
   * run sees what became of it.
   */
  private static boolean isStarted(RunDirectory run, Keeper.Start.Refused refused)
      throws IOException {
    return switch (refused.reason()) {
      case LOCKED, USED -> true;
      case IO -> run.isKept() || run.record().isPresent();
      case OUTPUT_LOCKED, CANNOT_START -> false;
    };
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
