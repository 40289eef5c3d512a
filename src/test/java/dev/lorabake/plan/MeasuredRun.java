package dev.lorabake.plan;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Machine;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A training whose memory somebody measured, as a row of a table.
 *
 * @param columns name to value, empty for none
 */
record MeasuredRun(Map<String, String> columns) {
  static final List<String> OPTIMIZERS =
      List.of("AdamW", "AdamW8bit", "Adafactor", "Lion", "Prodigy");
  static final Machine NO_GPU = new Machine(false, List.of(), 4, null, null, null);

  private static final Map<String, String> MODEL_FILES =
      Map.of(
          "sd3m", "sd3_medium.safetensors",
          "sd35m", "sd3.5_medium.safetensors",
          "sd35l", "sd3.5_large.safetensors");

  /** Peaks of upstream's own code, tensor by tensor. */
  static List<MeasuredRun> measured() throws IOException {
    return read("vram-measured.csv", ",");
  }

  /** Figures that people published, with the settings as well as they tell them. */
  static List<MeasuredRun> published() throws IOException {
    return read("vram-published.csv", "\\|");
  }

  private static List<MeasuredRun> read(String name, String separator) throws IOException {
    List<MeasuredRun> runs = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(MeasuredRun.class.getResourceAsStream(name)),
                StandardCharsets.UTF_8))) {
      List<String> header = List.of(reader.readLine().split(separator, -1));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] fields = line.split(separator, -1);
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i++) {
          columns.put(header.get(i), fields[i]);
        }
        runs.add(new MeasuredRun(columns));
      }
    }
    return runs;
  }

  String text(String column) {
    return columns.getOrDefault(column, "");
  }

  long whole(String column) {
    return Long.parseLong(text(column));
  }

  double number(String column) {
    return Double.parseDouble(text(column));
  }

  private boolean on(String column) {
    return text(column).equals("1");
  }

  String model() {
    return text("model");
  }

  VramEstimator.Load load(long batch) {
    return new VramEstimator.Load(batch, whole("width") * whole("height"));
  }

  /** The estimate for a row of {@link #measured}. */
  VramEstimate estimate(String optimizer) {
    List<String> lines = new ArrayList<>();
    lines.add("network_dim = " + text("rank"));
    lines.add("mixed_precision = \"" + text("mixed_precision") + "\"");
    lines.add("optimizer_type = \"" + optimizer + "\"");
    lines.add("gradient_checkpointing = " + on("gradient_checkpointing"));
    lines.add("sdpa = " + text("attention").equals("sdpa"));
    lines.add("cache_latents = true");
    lines.add("network_train_unet_only = " + !on("train_text_encoder"));
    // the row of FLUX that trains CLIP-L was measured without T5, as if T5 were cached
    boolean cached = on("te_outputs_cached") || model().equals("flux");
    lines.add("cache_text_encoder_outputs = " + cached);
    lines.add("fp8_base = " + on("fp8_base"));
    if (on("full_half")) {
      lines.add("full_" + text("mixed_precision") + " = true");
    }
    if (MODEL_FILES.containsKey(model())) {
      lines.add("pretrained_model_name_or_path = \"" + MODEL_FILES.get(model()) + "\"");
    }
    String family = model().startsWith("sd3") ? "sd3" : model().equals("sd21") ? "sd2" : model();
    return estimate(recipe(family, lines), load(whole("batch")), NO_GPU);
  }

  /** The recipe of a row of {@link #published}. */
  Recipe publishedRecipe() {
    List<String> lines = new ArrayList<>(List.of("sdpa = true", "cache_latents = true"));
    String optimizer = "AdamW8bit";
    for (String word : text("settings").split("; ", -1)) {
      switch (word) {
        case "bf16", "fp16" -> lines.add("mixed_precision = \"" + word + "\"");
        case "ckpt" -> lines.add("gradient_checkpointing = true");
        case "cached" -> lines.add("cache_text_encoder_outputs = true");
        case "unet" -> lines.add("network_train_unet_only = true");
        case "fp8" -> lines.add("fp8_base = true");
        case "fp8unet" -> lines.addAll(List.of("fp8_base = true", "fp8_base_unet = true"));
        case "full_bf16" -> lines.add("full_bf16 = true");
        case "adamw" -> optimizer = "AdamW";
        case "adafactor" -> optimizer = "Adafactor";
        default -> lines.add(word.replace("swap", "blocks_to_swap"));
      }
    }
    lines.add("optimizer_type = \"" + optimizer + "\"");
    return recipe(text("family"), lines);
  }

  static VramEstimate estimate(Recipe recipe, VramEstimator.Load load, Machine machine) {
    return Objects.requireNonNull(
        VramEstimator.estimate(recipe, LoraSize.of(recipe), List.of(load), machine));
  }

  static Recipe recipe(String family, List<String> lines) {
    String text =
        "recipe = 1\nfamily = \"%s\"\nnetwork = \"lora\"\n[train]\n%s\n"
            .formatted(family, String.join("\n", lines));
    return new RecipeReader(Catalog.bundled(), Path.of(""))
        .read(Path.of("r.toml"), text, List.of(), null)
        .recipe();
  }
}
