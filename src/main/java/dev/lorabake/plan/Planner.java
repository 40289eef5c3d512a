package dev.lorabake.plan;

import dev.lorabake.dataset.DatasetScanner;
import dev.lorabake.dataset.Scanning;
import dev.lorabake.dataset.SizeReading;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.PromptFile;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    return forMachine(machine, Scanning.PLAIN);
  }

  /** As above, with that memory of images, and told how far it is. */
  public static Planner forMachine(Machine machine, Scanning scanning) {
    return new Planner(new DatasetScanner(reading(machine.python()), scanning));
  }

  /** How upstream takes the sizes of images in that environment, {@code null} if none is known. */
  static SizeReading reading(@Nullable PythonEnvironment python) {
    if (python == null) {
      return SizeReading.PINNED;
    }
    SizeReading.Imagesize imagesize =
        SizeReading.of(python.packageVersion("imagesize").orElse(null)).imagesize();
    boolean avif = python.packageVersion("pillow-avif-plugin").isPresent();
    boolean jxl =
        python.packageVersion("pillow-jxl-plugin").isPresent()
            || python.packageVersion("jxlpy").isPresent();
    return new SizeReading(imagesize, avif, jxl);
  }

  /** Plans the recipe on that machine, reading its dataset; how long it takes stays unknown. */
  public Plan plan(Recipe recipe, Machine machine) {
    Problems problems = new Problems();
    List<DatasetSpec> specs = new BlueprintReader(recipe, problems).read();
    DatasetsPlan data = new DatasetsPlanner(recipe, scanner, problems).plan(specs);
    if (data.batches() == 0 && !problems.fatal()) {
      String detail = "no image is left to train on: sd-scripts says so and ends with exit code 0";
      problems.addFatal(Kind.NO_IMAGES, "datasets", detail, null);
    }
    StepPlan steps = problems.fatal() ? StepPlan.NONE : new StepReader(recipe, problems).read(data);
    List<FileProblem> files = List.copyOf(problems.files());
    PromptFile prompts = PromptFile.of(recipe);
    LoraSize lora = LoraSize.of(recipe);
    List<VramEstimator.Load> loads = loads(specs, data);
    VramEstimate vram = VramEstimator.estimate(recipe, lora, loads, machine);
    String unknown = VramEstimator.unknown(recipe, lora, loads);
    if (problems.fatal()) {
      ImageCounts none = new ImageCounts(0, 0, 0);
      return new Plan(
          none,
          List.of(),
          0,
          0,
          0,
          0,
          List.of(),
          vram,
          unknown,
          DiskUse.NONE,
          null,
          null,
          problems.all(),
          files,
          Course.NONE,
          prompts);
    }
    SaveSchedule.Saves saves = SaveReader.schedule(recipe, steps, problems);
    return new Plan(
        data.images(),
        data.datasets(),
        data.batches(),
        steps.updatesPerEpoch(),
        steps.epochs(),
        steps.totalSteps(),
        checkpoints(saves, lora),
        vram,
        unknown,
        DiskUses.of(recipe, lora, steps, saves, specs, data),
        null,
        null,
        problems.all(),
        files,
        course(recipe, steps, saves, lora, data.images()),
        prompts);
  }

  private static Course course(
      Recipe recipe, StepPlan steps, SaveSchedule.Saves saves, LoraSize lora, ImageCounts images) {
    long stateBytes = DiskUses.state(recipe, lora);
    RateSchedule rate = RateSchedule.of(recipe, steps.totalSteps());
    long lastStep = saves.weights().getLast().step();
    Set<String> own =
        Stream.concat(saves.weights().stream(), saves.states().stream())
            .map(SaveSchedule.Save::file)
            .collect(Collectors.toSet());
    return new Course(
        Math.max(0, steps.startStep()),
        steps.firstEpoch() + 1,
        steps.firstStep(),
        steps.skippedBatches(),
        lastStep - steps.firstStep(),
        steps.barSteps(),
        lastStep,
        rate.warmupUpdates(),
        rate.decayUpdates(),
        saves.states().stream()
            .map(save ->
                new Course.PlannedState(
                    save.file(), save.epoch(), save.step(), stateBytes, save.kept()))
            .toList(),
        Rounds.of(recipe, steps, images),
        saves.changes().stream()
            .filter(change -> change.kind() == SaveSchedule.Change.Kind.REMOVED)
            .map(SaveSchedule.Change::name)
            .filter(name -> !own.contains(name))
            .toList());
  }

  private static List<PlannedCheckpoint> checkpoints(SaveSchedule.Saves saves, LoraSize lora) {
    List<PlannedCheckpoint> checkpoints = new ArrayList<>(saves.weights().size());
    for (SaveSchedule.Save save : saves.weights()) {
      checkpoints.add(
          new PlannedCheckpoint(
              save.file(), save.epoch(), save.step(), lora.fileBytes(), save.kept()));
    }
    return List.copyOf(checkpoints);
  }

  /** The largest batch of each dataset; of its resolution when no image tells better. */
  private static List<VramEstimator.Load> loads(List<DatasetSpec> specs, DatasetsPlan data) {
    List<VramEstimator.Load> loads = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      DatasetSpec spec = specs.get(i);
      long area =
          data.datasets().get(i).buckets().stream()
              .mapToLong(bucket -> (long) bucket.width() * bucket.height())
              .max()
              .orElse(spec.resolution().area());
      loads.add(new VramEstimator.Load(spec.batchSize(), area));
    }
    return loads;
  }
}
