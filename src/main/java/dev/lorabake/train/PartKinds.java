package dev.lorabake.train;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.render.Bundle;
import dev.lorabake.render.LaunchPlace;
import dev.lorabake.render.Renderer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What decides how long a training takes for what are no steps: two runs whose texts are the same
 * are alike in that part.
 *
 * @param start model and caches
 * @param data the images, by their folders and settings
 * @param files how many images lie there
 * @param saves what is saved, and where to
 * @param samples the control images
 * @param validation what is validated
 */
record PartKinds(
    String start, String data, long files, String saves, String samples, String validation) {
  private static final List<String> START =
      List.of(
          "pretrained_model_name_or_path",
          "vae",
          "cache_latents",
          "cache_latents_to_disk",
          "cache_text_encoder_outputs",
          "cache_text_encoder_outputs_to_disk");
  private static final List<String> DATA =
      List.of(
          "train_data_dir",
          "reg_data_dir",
          "in_json",
          "dataset_config",
          "resolution",
          "enable_bucket",
          "min_bucket_reso",
          "max_bucket_reso",
          "bucket_reso_steps",
          "bucket_no_upscale",
          "validation_split");
  private static final List<String> SAVES =
      List.of("save_state", "save_model_as", "save_precision", "huggingface_repo_id");
  private static final List<String> SAMPLES =
      List.of("sample_prompts", "sample_sampler", "sample_batch_size");
  private static final List<String> VALIDATION = List.of("max_validation_steps");

  static PartKinds of(Recipe recipe, Plan plan) {
    Map<String, String> files =
        Renderer.render(recipe, new LaunchPlace("python", Path.of(""), false)).files();
    String data = digest(recipe, DATA, files.getOrDefault(Bundle.DATASET, ""));
    return new PartKinds(
        digest(recipe, START, ""),
        data,
        plan.datasets().stream().mapToLong(PlannedDataset::sourceImages).sum(),
        digest(recipe, SAVES, ""),
        digest(recipe, SAMPLES, files.getOrDefault(Bundle.PROMPTS, prompts(plan))),
        digest(recipe, VALIDATION, data));
  }

  private static String prompts(Plan plan) {
    return plan.prompts() == null ? "" : Objects.toString(plan.prompts());
  }

  private static String digest(Recipe recipe, List<String> options, String text) {
    StringBuilder all = new StringBuilder(text);
    options.forEach(option ->
        all.append('\n').append(option).append('=').append(recipe.value(option).orElse("")));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Reads them from {@code step-kind.json}; empty for anything else. */
  static Optional<PartKinds> read(String text) {
    try {
      JsonObject json = Json.object(text, "step-kind.json").object("parts");
      return Optional.of(
          new PartKinds(
              json.text("start"),
              json.text("data"),
              json.whole("files"),
              json.text("saves"),
              json.text("samples"),
              json.text("validation")));
    } catch (JsonError e) {
      return Optional.empty();
    }
  }

  /** Whether a round of that part takes as long as one of the other. */
  boolean isLike(PartKinds other, Part part) {
    return switch (part) {
      case SAVES -> saves.equals(other.saves);
      case SAMPLES -> samples.equals(other.samples);
      case VALIDATION -> validation.equals(other.validation);
    };
  }
}
