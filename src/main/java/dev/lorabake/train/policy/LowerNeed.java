package dev.lorabake.train.policy;

import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.plan.VramSaving;
import dev.lorabake.plan.VramSaving.Wanted;
import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.DatasetConfig;
import dev.lorabake.recipe.Origin;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.run.Settled.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A change of settings after which a training needs less of the GPU's memory.
 *
 * @param change makes it
 * @param changes what it changes, for a person
 * @param notes what that costs, as sentences
 */
record LowerNeed(UnaryOperator<Recipe> change, List<Change> changes, List<String> notes) {
  private static final String TRAIN_BATCH = "train_batch_size";
  private static final String BATCH = "batch_size";
  private static final String ACCUMULATION = "gradient_accumulation_steps";

  /** With these the same is learnt, only slower. */
  private static final Set<String> SAME_RESULT =
      Set.of(
          "sdpa",
          "cache_latents",
          "gradient_checkpointing",
          "cache_text_encoder_outputs",
          "blocks_to_swap");

  /**
   * With these nearly the same is learnt: taken where nothing else is left. What makes another LoRA
   * of it (rank, resolution, text encoders left out) is for a person to decide.
   */
  private static final Set<String> ALIKE = Set.of("mixed_precision", "optimizer_type", "fp8_base");

  LowerNeed {
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }

  /** As it was. */
  static LowerNeed none() {
    return new LowerNeed(UnaryOperator.identity(), List.of(), List.of());
  }

  /** Both, one after the other. */
  LowerNeed and(LowerNeed other) {
    List<Change> both = new ArrayList<>(changes);
    both.addAll(other.changes);
    List<String> said = new ArrayList<>(notes);
    said.addAll(other.notes);
    return new LowerNeed(recipe -> other.change.apply(change.apply(recipe)), both, said);
  }

  /** What can be tried, the best first. */
  static List<LowerNeed> of(Recipe recipe, Plan plan) {
    List<LowerNeed> ways = new ArrayList<>();
    long largest = plan.datasets().stream().mapToLong(PlannedDataset::batchSize).max().orElse(1);
    if (largest > 1) {
      ways.add(smallerBatch(recipe, plan, divisor(largest)));
    }
    if (plan.vram() == null) {
      if (!recipe.flag("gradient_checkpointing")) {
        ways.add(setting(recipe, List.of(new Wanted("gradient_checkpointing", true)), ""));
      }
      return ways;
    }
    for (Set<String> wanted : List.of(SAME_RESULT, ALIKE)) {
      for (VramSaving saving : plan.vram().savings()) {
        if (saving.set().stream().allMatch(set -> wanted.contains(set.option()))) {
          ways.add(setting(recipe, saving.set(), saving.cost()));
        }
      }
    }
    return ways;
  }

  /** The least number of equal parts that a batch can be taken in: two, where it is even. */
  private static long divisor(long batch) {
    long parts = 2;
    while (batch % parts != 0) {
      parts++;
    }
    return parts;
  }

  private static LowerNeed smallerBatch(Recipe recipe, Plan plan, long parts) {
    UnaryOperator<Recipe> change = given -> inParts(given, parts);
    Recipe smaller = change.apply(recipe);
    List<Change> changes = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    compare(TRAIN_BATCH, recipe.train(), smaller.train(), changes);
    compare(BATCH, recipe.datasets().general(), smaller.datasets().general(), changes);
    List<DatasetBlock> blocks = recipe.datasets().datasets();
    for (int i = 0; i < blocks.size(); i++) {
      Settings now = smaller.datasets().datasets().get(i).settings();
      compare(BATCH, blocks.get(i).settings(), now, changes);
    }
    changes.add(
        new Change(
            ACCUMULATION,
            recipe.whole(ACCUMULATION).orElse(1),
            smaller.whole(ACCUMULATION).orElse(1)));
    if (plan.datasets().stream().anyMatch(dataset -> dataset.batchSize() % parts != 0)) {
      notes.add(
          "datasets whose batch cannot be taken in "
              + parts
              + " parts learn from another number of images at each step than before");
    }
    return new LowerNeed(change, changes, notes);
  }

  /** As many images for each update of the weights, looked at in so many parts. */
  private static Recipe inParts(Recipe recipe, long parts) {
    long accumulation = recipe.whole(ACCUMULATION).orElse(1) * parts;
    Settings train =
        divided(recipe.train(), TRAIN_BATCH, parts)
            .with(List.of(new Setting(ACCUMULATION, accumulation, Origin.FLAG, null)));
    DatasetConfig datasets = recipe.datasets();
    List<DatasetBlock> blocks =
        datasets.datasets().stream()
            .map(block ->
                new DatasetBlock(
                    divided(block.settings(), BATCH, parts), block.subsets(), block.place()))
            .toList();
    return recipe
        .withTrain(train)
        .withDatasets(
            new DatasetConfig(divided(datasets.general(), BATCH, parts), blocks, datasets.file()));
  }

  private static Settings divided(Settings settings, String key, long parts) {
    Setting set = settings.find(key).orElse(null);
    return set != null && set.value() instanceof Long batch && batch > 1
        ? settings.with(List.of(set.withValue(Math.max(1, batch / parts))))
        : settings;
  }

  private static void compare(String key, Settings was, Settings now, List<Change> changes) {
    Object before = was.find(key).map(Setting::value).orElse(null);
    Object after = now.find(key).map(Setting::value).orElse(null);
    if (before != null && !before.equals(after)) {
      changes.add(new Change(key, before, after));
    }
  }

  private static LowerNeed setting(Recipe recipe, List<Wanted> wanted, String cost) {
    List<Setting> settings = new ArrayList<>();
    List<Change> changes = new ArrayList<>();
    for (Wanted one : wanted) {
      settings.add(new Setting(one.option(), one.value(), Origin.FLAG, null));
      Object was = recipe.find(one.option()).map(Setting::value).orElse(null);
      changes.add(new Change(one.option(), was, one.value()));
    }
    return new LowerNeed(
        given -> given.withTrain(given.train().with(settings)),
        changes,
        cost.isEmpty() ? List.of() : List.of("it costs " + cost));
  }
}
