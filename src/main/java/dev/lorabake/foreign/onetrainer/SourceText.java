package dev.lorabake.foreign.onetrainer;

import dev.lorabake.UserError;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.JsonSource;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.foreign.SourceTree;
import dev.lorabake.json.JsonTree;
import dev.lorabake.recipe.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells OneTrainer's files apart by what stands in them, and reads them. */
final class SourceText {
  /** Keys that no other tool of the kind has; a config has two at least. */
  private static final Set<String> TELLING =
      Set.of(
          "training_method",
          "model_type",
          "base_model_name",
          "concept_file_name",
          "output_model_destination",
          "output_model_format",
          "learning_rate_warmup_steps",
          "peft_type",
          "sample_definition_file_name",
          "train_dtype",
          "output_dtype",
          "backup_after",
          "latent_caching",
          "aspect_ratio_bucketing",
          "learning_rate_scheduler",
          "loss_weight_fn");

  private static final int TOLD_BY = 2;

  private SourceText() {}

  static boolean isConfig(ForeignFile file) {
    String text = file.text();
    return text.stripLeading().startsWith("{")
        && TELLING.stream().filter(key -> text.contains("\"" + key + "\"")).count() >= TOLD_BY
        && !text.contains("\"pretrained_model_name_or_path\"");
  }

  /** {@code concepts}, {@code samples} or {@code secrets}. */
  static Optional<String> companion(ForeignFile file) {
    return file.json().map(JsonTree::value).flatMap(SourceText::kind);
  }

  private static Optional<String> kind(Object value) {
    if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      for (Object item : list) {
        Set<?> names = item instanceof Map<?, ?> map ? map.keySet() : Set.of();
        if (names.contains("path") && (names.contains("image") || names.contains("text"))) {
          return Optional.of("concepts");
        }
        if (names.contains("prompt") && names.contains("diffusion_steps")) {
          return Optional.of("samples");
        }
      }
    }
    return value instanceof Map<?, ?> map
            && map.containsKey("huggingface_token")
            && map.containsKey("cloud")
            && map.size() <= 3
        ? Optional.of("secrets")
        : Optional.empty();
  }

  /** The keys of the main file. */
  static List<SourceKey> config(ForeignFile file) {
    return JsonSource.of(file)
        .orElseThrow(() ->
            new UserError(
                file.path() + " is no OneTrainer config: it is not one JSON object",
                "save the config with OneTrainer again"))
        .keys();
  }

  /** The keys of a companion, below that name. */
  static List<SourceKey> keys(ForeignFile file, String prefix) {
    JsonTree tree =
        file.json()
            .orElseThrow(
                () -> new UserError(file.path() + " is no JSON", "save it with OneTrainer again"));
    Object value = tree.value();
    return SourceTree.keys(
        Map.of(prefix, value == null ? List.of() : value),
        "",
        key -> {
          String own = key.substring(prefix.length());
          JsonTree.Spot spot = tree.spots().get(own.startsWith(".") ? own.substring(1) : own);
          return spot == null ? null : new Place(file.path(), spot.line(), spot.column());
        });
  }
}
