package dev.lorabake.plan;

import dev.lorabake.dataset.DatasetScanner;
import dev.lorabake.dataset.SizeReading;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what will happen when a recipe is trained. Mistakes in the recipe or its dataset are part of
 * the plan; where nothing can be trained its totals are 0.
 */
public final class Planner {
  private final DatasetScanner scanner;

  /** A planner that reads the images' headers with that scanner. */
  public Planner(DatasetScanner scanner) {
    this.scanner = scanner;
  }

  /** A planner that reads images as the machine's Python environment would. */
  public static Planner forMachine(Machine machine) {
    String imagesize =
        machine.python() == null ? null : machine.python().packageVersion("imagesize").orElse(null);
    return new Planner(new DatasetScanner(SizeReading.of(imagesize)));
  }

  /** Plans the recipe on that machine, reading its dataset. */
  public Plan plan(Recipe recipe, Machine machine) {
    return plan(recipe, machine, null);
  }

  /**
   * Plans the recipe with a known pace.
   *
   * @param secondsPerStep as a like run showed it, {@code null} for unknown
   */
  public Plan plan(Recipe recipe, Machine machine, @Nullable Double secondsPerStep) {
    Problems problems = new Problems();
    List<DatasetSpec> specs = new BlueprintReader(recipe, problems).read();
    DatasetsPlan datasets = new DatasetsPlanner(recipe, scanner, problems).plan(specs);
    if (datasets.batches() == 0 && !problems.fatal()) {
      problems.addFatal(
          Kind.NO_IMAGES,
          "datasets",
          "no image is left to train on: upstream would end at once",
          null);
    }
    StepPlan steps = steps(recipe, problems.fatal() ? 0 : datasets.batches(), problems);
    LoraSize lora = LoraSize.of(recipe);
    SaveSchedule.Saves saves =
        steps.totalSteps() == 0
            ? SaveSchedule.Saves.NONE
            : SaveReader.schedule(recipe, steps, problems);
    long bytes = lora.fileBytes();
    List<PlannedCheckpoint> checkpoints = new ArrayList<>(saves.weights().size());
    for (SaveSchedule.Save save : saves.weights()) {
      checkpoints.add(
          new PlannedCheckpoint(save.file(), save.epoch(), save.step(), bytes, save.kept()));
    }
    boolean nothing = problems.fatal();
    Double seconds = secondsPerStep == null || nothing ? null : secondsPerStep * steps.totalSteps();
    Double price = machine.pricePerHour();
    return new Plan(
        nothing ? new ImageCounts(0, 0, 0) : datasets.images(),
        nothing ? List.of() : datasets.datasets(),
        nothing ? 0 : datasets.batches(),
        nothing ? 0 : steps.updatesPerEpoch(),
        nothing ? 0 : steps.epochs(),
        nothing ? 0 : steps.totalSteps(),
        nothing ? List.of() : List.copyOf(checkpoints),
        null,
        0,
        seconds,
        seconds == null || price == null ? null : seconds / 3600 * price,
        problems.all());
  }

  private StepPlan steps(Recipe recipe, long batches, Problems problems) {
    return batches == 0 ? StepPlan.NONE : new StepReader(recipe, problems).read(batches);
  }
}
