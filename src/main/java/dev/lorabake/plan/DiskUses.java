package dev.lorabake.plan;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.plan.DiskUse.Item;
import dev.lorabake.plan.DiskUse.Kind;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SamplePrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts what a run writes. */
final class DiskUses {
  private static final JsonObject CACHES = Json.resource(DiskUse.class, "cache-sizes.json");

  /** Random states, scheduler and step of a state folder, for one process. */
  private static final long STATE_EXTRA = 18 << 10;

  /** What Python's archive takes beside a stored tensor: measured 263 to 273 bytes. */
  static final long ARCHIVE_BYTES = 270;

  /** Moments and a step. */
  private static final long STORED_OF_A_TENSOR = 3;

  /** A progress line, and the events that lorabake journals of a step. */
  private static final long LOG_PER_STEP = 512;

  private static final long LOG_BASE = 256 << 10;

  /** What tensorboard's file takes of a step: measured 250 bytes, with an adaptive rate 410. */
  private static final long TENSORBOARD_PER_STEP = 410;

  private static final long TENSORBOARD_BASE = 16 << 10;

  /** A PNG of a photograph. */
  private static final double SAMPLE_BYTES_PER_PIXEL = 1.6;

  /** Names and sizes in a cache file. */
  private static final long CACHE_EXTRA = 1100;

  private final Recipe recipe;
  private final List<Item> items = new ArrayList<>();

  private DiskUses(Recipe recipe) {
    this.recipe = recipe;
  }

  static DiskUse of(
      Recipe recipe,
      LoraSize lora,
      StepPlan steps,
      SaveSchedule.Saves saves,
      List<DatasetSpec> specs,
      DatasetsPlan data) {
    DiskUses uses = new DiskUses(recipe);
    String output = recipe.text("output_dir").orElse(null);
    uses.add(
        Kind.CHECKPOINTS,
        "output",
        output,
        saves.weights().size(),
        saves.mostWeights() * lora.fileBytes());
    uses.add(
        Kind.STATES,
        "output",
        output,
        saves.mostStates(),
        saves.mostStates() * state(recipe, lora));
    long rounds = SampleMoments.of(recipe).count(steps);
    List<SamplePrompt> prompts = VramPhases.prompts(recipe);
    double pixels = prompts.stream().mapToLong(VramPhases::area).sum();
    uses.add(
        Kind.SAMPLES,
        "output",
        output,
        rounds * prompts.size(),
        (long) (rounds * pixels * SAMPLE_BYTES_PER_PIXEL));
    for (int i = 0; i < specs.size(); i++) {
      uses.caches(specs.get(i), data.datasets().get(i));
    }
    String logging = recipe.text("logging_dir").orElse(null);
    String tracker = recipe.text("log_with").orElse("tensorboard");
    if (logging != null && (tracker.equals("tensorboard") || tracker.equals("all"))) {
      long bytes = steps.totalSteps() * TENSORBOARD_PER_STEP + TENSORBOARD_BASE;
      uses.add(Kind.TENSORBOARD, "logging", logging, 1, bytes);
    }
    uses.add(Kind.LOG, "run", null, 2, steps.totalSteps() * LOG_PER_STEP + LOG_BASE);
    return new DiskUse(List.copyOf(uses.items));
  }

  private void add(Kind kind, String place, @Nullable String folder, long files, long bytes) {
    if (files > 0) {
      items.add(new Item(kind, place, folder, files, bytes));
    }
  }

  /** Weights, optimizer and random states, as accelerate saves them. */
  static long state(Recipe recipe, LoraSize lora) {
    return lora.stateFileBytes()
        + (long) (lora.params() * VramCases.stateBytes(recipe, lora))
        + lora.trainedTensors() * STORED_OF_A_TENSOR * ARCHIVE_BYTES
        + STATE_EXTRA * LaunchKeys.processes(recipe.launch());
  }

  /** A dataset's caches lie beside its images; each of its folders is taken to hold as many. */
  private void caches(DatasetSpec spec, PlannedDataset dataset) {
    JsonObject facts = CACHES.object("families").object(recipe.family().id());
    double perValue = CACHES.number("bytes_per_value");
    long images = dataset.sourceImages();
    boolean flipped = spec.subsets().stream().anyMatch(subset -> subset.treatment().flipped());
    double latents =
        facts.number("latent_values_per_pixel", 0) * perValue * area(dataset) * (flipped ? 2 : 1);
    double text = facts.number("text_values", 0) * perValue;
    List<String> folders =
        spec.subsets().stream()
            .map(subset -> String.valueOf(subset.imageDir()))
            .filter(folder -> !folder.equals("null"))
            .distinct()
            .toList();
    for (String folder : folders.isEmpty() ? List.of(recipe.base().toString()) : folders) {
      long here = Math.ceilDiv(images, Math.max(1, folders.size()));
      if (recipe.flag("cache_latents_to_disk")) {
        cached(Kind.LATENTS, folder, here, latents);
      }
      if (recipe.flag("cache_text_encoder_outputs_to_disk")) {
        cached(Kind.TEXT_OUTPUTS, folder, here, text);
      }
    }
  }

  /** A folder that several datasets read has one file for all of them, of the largest. */
  private void cached(Kind kind, String folder, long files, double bytesEach) {
    long bytes = files * (long) (bytesEach + CACHE_EXTRA);
    for (Item item : items) {
      if (item.kind() == kind && Objects.equals(item.folder(), folder)) {
        items.remove(item);
        // families whose arrays are named for their size keep one for each
        CacheFormat format = CacheFormat.of(recipe);
        boolean both = kind == Kind.LATENTS && format != null && format.perSize();
        long all = both ? item.bytes() + bytes : Math.max(item.bytes(), bytes);
        items.add(new Item(kind, "dataset", folder, Math.max(item.files(), files), all));
        return;
      }
    }
    add(kind, "dataset", folder, files, bytes);
  }

  /** Pixels of a mean image. */
  private static double area(PlannedDataset dataset) {
    double pixels = 0;
    double count = 0;
    for (PlannedBucket bucket : dataset.buckets()) {
      pixels += (double) bucket.width() * bucket.height() * bucket.count();
      count += bucket.count();
    }
    return count == 0 ? (double) dataset.width() * dataset.height() : pixels / count;
  }
}
