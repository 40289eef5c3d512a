package dev.lorabake.plan;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SamplePrompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much a run writes: its largest moment, with what it removes again while it still lies. */
final class DiskUse {
  private static final JsonObject CACHES = Json.resource(DiskUse.class, "cache-sizes.json");

  /** Random states, scheduler and the like of a state folder. */
  private static final long STATE_EXTRA = 64 << 10;

  /** A progress line with its events, and what a tracker logs of a step. */
  private static final long LOG_PER_STEP = 512;

  private static final long LOG_BASE = 256 << 10;

  /** A PNG of a photograph. */
  private static final double SAMPLE_BYTES_PER_PIXEL = 1.6;

  /** Side of a control image when its prompt says nothing. */
  private static final long SAMPLE_SIDE = 512;

  private DiskUse() {}

  static long bytes(
      Recipe recipe, LoraSize lora, StepPlan steps, SaveSchedule.Saves saves, DatasetsPlan data) {
    return saves.mostWeights() * lora.fileBytes()
        + saves.mostStates() * state(recipe, lora)
        + samples(recipe, steps)
        + caches(recipe, data)
        + steps.totalSteps() * LOG_PER_STEP
        + LOG_BASE;
  }

  private static long state(Recipe recipe, LoraSize lora) {
    double perValue = lora.trainedBytes() + VramCases.stateBytes(recipe, lora.trainedBytes() == 2);
    return (long) (lora.params() * perValue) + STATE_EXTRA;
  }

  private static long samples(Recipe recipe, StepPlan steps) {
    long times = Rounds.samples(recipe, steps.epochs(), steps.totalSteps());
    return times == 0 ? 0 : times * prompts(recipe);
  }

  /** Bytes of one round of control images. */
  private static long prompts(Recipe recipe) {
    double pixels = 0;
    for (SamplePrompt prompt : recipe.samples()) {
      pixels +=
          (double) prompt.settings().whole("width").orElse(SAMPLE_SIDE)
              * prompt.settings().whole("height").orElse(SAMPLE_SIDE);
    }
    if (recipe.samples().isEmpty()) {
      pixels =
          recipe.path("sample_prompts").map(DiskUse::lines).orElse(0L)
              * (double) recipe.family().resolution()
              * recipe.family().resolution();
    }
    return (long) (pixels * SAMPLE_BYTES_PER_PIXEL);
  }

  private static long lines(Path file) {
    try {
      List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
      return lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static long caches(Recipe recipe, DatasetsPlan data) {
    JsonObject facts = CACHES.object("families").object(recipe.family().id());
    double perValue = CACHES.number("bytes_per_value");
    double bytes = 0;
    if (recipe.flag("cache_latents_to_disk")) {
      double perPixel = facts.number("latent_values_per_pixel", 0) * perValue;
      for (PlannedDataset dataset : data.datasets()) {
        bytes += perPixel * dataset.width() * dataset.height() * dataset.sourceImages();
      }
    }
    if (recipe.flag("cache_text_encoder_outputs_to_disk")) {
      bytes += facts.number("text_values", 0) * perValue * data.files();
    }
    return (long) bytes;
  }
}
