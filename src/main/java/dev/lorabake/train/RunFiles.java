package dev.lorabake.train;

import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeWriter;
import dev.lorabake.render.Bundle;
import dev.lorabake.render.LaunchPlace;
import dev.lorabake.render.Renderer;
import dev.lorabake.run.Attendant;
import dev.lorabake.run.Expectation;
import dev.lorabake.run.MeasureGoal;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.watch.Outlook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run that are there before its trainer is.
 *
 * @param earlier the run that it goes on from
 * @param attendant who is called at its end
 */
record RunFiles(
    Prepared prepared,
    UpstreamPlace upstream,
    @Nullable ResumedFrom earlier,
    @Nullable Attendant attendant) {
  /**
   * Writes all of them into a new run directory, which is removed again where that fails.
   *
   * @param recipe the one that is trained: the one asked for, or its rehearsal or measurement
   * @param output where the trainer writes
   */
  void write(RunDirectory run, Recipe recipe, Purpose purpose, MeasureGoal goal, Path output)
      throws IOException {
    Recipe asked = prepared.recipe();
    try {
      run.write(RunDirectory.RECIPE, RecipeWriter.write(asked));
      if (earlier != null) {
        earlier.write(run);
      }
      if (attendant != null) {
        attendant.write(run);
      }
      LaunchPlace place = Launches.place(recipe, upstream);
      writeBundle(Renderer.render(recipe, place), run);
      expectation(prepared, place, purpose, goal, output).write(run);
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
      Prepared prepared, LaunchPlace place, Purpose purpose, MeasureGoal goal, Path output) {
    if (purpose == Purpose.MEASUREMENT) {
      return Expectation.measuring(goal);
    }
    List<PlannedCheckpoint> checkpoints = prepared.plan().checkpoints();
    Path last = checkpoints.isEmpty() ? null : output.resolve(checkpoints.getLast().file());
    return Expectation.of(
            prepared.plan().course().updates(), last, prepared.recipe().flag("save_state"))
        .launched(place.accelerate())
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
            .map(file -> new Outlook.Weights(file.file(), file.bytes(), file.kept(), file.step()))
            .toList(),
        plan.vram() == null ? null : (Long) plan.vram().worst().neededBytes());
  }
}
