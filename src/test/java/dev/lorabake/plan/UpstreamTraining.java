package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.dataset.DatasetScanner;
import dev.lorabake.dataset.SizeReading;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A random training, and what upstream's own loop did in it. */
record UpstreamTraining(JsonObject json) {
  private static final Machine MACHINE = new Machine(false, List.of(), 1, null, null, null);

  static UpstreamTraining parse(String line) {
    return new UpstreamTraining(Json.object(line, "case"));
  }

  long seed() {
    return json.whole("seed");
  }

  JsonObject expected() {
    return json.object("expected");
  }

  JsonObject options() {
    return json.object("options");
  }

  /** The plan of the case, made in that folder. */
  Plan plan(Path folder) throws IOException {
    return Planner.forMachine(MACHINE).plan(recipe(folder), MACHINE);
  }

  private Recipe recipe(Path folder) throws IOException {
    for (String name : json.texts("lying")) {
      Path lying = folder.resolve("out").resolve(name);
      if (name.endsWith("-state")) {
        Files.createDirectories(lying);
      } else {
        Files.createDirectories(lying.resolveSibling("."));
        Files.createFile(lying);
      }
    }
    if (json.has("state")) {
      Files.writeString(
          folder.resolve(options().text("resume")).resolve("train_state.json"),
          Json.write(json.object("state").toMap()));
    }
    return new UpstreamCase(json).recipe(folder);
  }

  /** Plans the case in that folder and compares the outcome with upstream's. */
  void check(Path folder) throws IOException {
    Recipe recipe = recipe(folder);
    Plan plan = Planner.forMachine(MACHINE).plan(recipe, MACHINE);
    if (expected().has("error")) {
      assertEquals(
          "AssertionError: max_train_steps should be greater than initial step",
          expected().text("error") + ": " + expected().text("text"));
      assertEquals(0, plan.totalSteps());
      assertTrue(plan.problems().stream().anyMatch(one -> one.kind() == Kind.VALUE_INVALID));
      return;
    }
    assertEquals(theirs(), ours(recipe, plan));
    checkRate(plan);
  }

  private String theirs() {
    List<String> lines = new ArrayList<>();
    lines.add("batches " + expected().whole("batches"));
    lines.add("epochs " + expected().whole("epochs_printed"));
    lines.add("steps " + expected().whole("steps_printed"));
    lines.add("bar " + expected().whole("bar"));
    lines.add("trained " + Json.write(expected().list("epochs")));
    long samples = 0;
    for (Object value : expected().list("events")) {
      List<?> event = (List<?>) value;
      switch ((String) event.getFirst()) {
        case "weights", "state" -> {
          boolean bySteps = event.get(1).toString().contains("-step");
          lines.add(line(event.get(0), event.get(1), bySteps ? null : event.get(2), event.get(3)));
        }
        case "removed" -> lines.add("removed " + event.get(1));
        case "sample" -> samples++;
        case "validation" -> {}
        default -> throw new AssertionError(event);
      }
    }
    lines.add("samples " + samples);
    return String.join("\n", lines);
  }

  private String ours(Recipe recipe, Plan plan) {
    Problems problems = new Problems();
    List<DatasetSpec> specs = new BlueprintReader(recipe, problems).read();
    DatasetsPlan data = new DatasetsPlanner(recipe, scanner(), problems).plan(specs);
    StepPlan steps = new StepReader(recipe, problems).read(data);
    List<String> lines = new ArrayList<>();
    lines.add("batches " + Math.ceilDiv(plan.batchesPerEpoch(), json.whole("processes")));
    lines.add("epochs " + plan.epochs());
    lines.add("steps " + plan.totalSteps());
    lines.add("bar " + plan.course().barSteps());
    List<Object> trained = new ArrayList<>();
    TrainingWalk.walk(
        steps, epoch -> trained.add(List.of(epoch.number(), epoch.from(), epoch.to())));
    lines.add("trained " + Json.write(trained));
    for (SaveSchedule.Change change : SaveReader.schedule(recipe, steps, problems).changes()) {
      lines.add(
          switch (change.kind()) {
            case WEIGHTS -> line("weights", change.name(), change.epoch(), change.step());
            case STATE -> line("state", change.name(), change.epoch(), change.step());
            case REMOVED -> "removed " + change.name();
          });
    }
    lines.add("samples " + SampleMoments.of(recipe).count(steps));
    return String.join("\n", lines);
  }

  private static DatasetScanner scanner() {
    return new DatasetScanner(SizeReading.of(null));
  }

  private static String line(Object kind, Object name, @Nullable Object epoch, Object step) {
    return kind + " " + name + (epoch == null ? "" : " epoch " + epoch) + " step " + step;
  }

  /**
   * When the learning rate stands at its peak. A resumed schedule goes on where the state's stood,
   * which is its step, since the run that left it began at its beginning.
   */
  private void checkRate(Plan plan) {
    Course course = plan.course();
    long before = json.has("state") ? json.object("state").whole("current_step") : 0;
    List<?> rate = expected().list("rate");
    long updates = (Long) rate.get(0);
    long peak = (Long) rate.get(1);
    assertEquals(updates, course.updates());
    Long warmup = course.warmupUpdates();
    long decay = course.decayUpdates() == null ? 0 : course.decayUpdates();
    boolean pastItsEnd = before + updates > plan.totalSteps(); // there it may rise again
    if (warmup == null || pastItsEnd || updates == 0 || warmup + decay > plan.totalSteps()) {
      return;
    }
    long wanted = Math.clamp(warmup - before, Math.min(before, 1), updates);
    // several processes may step over the peak, and an unfinished warm-up is highest at its end
    boolean steppedOver = json.whole("processes") > 1 && peak == wanted - 1;
    assertTrue(peak == wanted || steppedOver, () -> "warm-up " + wanted + ", was " + peak);
    if (course.decayUpdates() != null) {
      // after the last update it is at its end in any case
      long falls = plan.totalSteps() - Math.max(1, decay) - before;
      assertEquals(Math.clamp(falls, peak, updates), rate.get(2), "decay");
    }
  }
}
