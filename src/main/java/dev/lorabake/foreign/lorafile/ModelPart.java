package dev.lorabake.foreign.lorafile;

import dev.lorabake.foreign.ForeignPath;
import dev.lorabake.foreign.HubName;
import dev.lorabake.recipe.Placeholder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The base model, the VAE, and what {@code modelspec.…} says of the file. */
final class ModelPart {
  private static final String SPEC = "modelspec.";
  private static final Pattern SIDES = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
  private static final Pattern STEPS = Pattern.compile("(\\d{1,4}),\\s*(\\d{1,4})");

  private static final Map<String, String> FOLLOWING =
      Map.ofEntries(
          Map.entry("sai_model_spec", "the version of the description, not of the training"),
          Map.entry("implementation", "follows from the family"),
          Map.entry("implementation_version", "which sd-scripts it was trained by"),
          Map.entry("date", "when it was trained"),
          Map.entry("hash_sha256", "a checksum of the file"),
          Map.entry("merged_from", "what it was merged from, which no training says"),
          Map.entry("unet_dtype", "how the base model was stored"),
          Map.entry("vae_dtype", "how the VAE was stored"));

  private final Target target;
  private final Metadata metadata;

  ModelPart(Target target) {
    this.target = target;
    this.metadata = target.metadata();
  }

  void read() {
    file("ss_sd_model_name", "pretrained_model_name_or_path", "base model file");
    file("ss_vae_name", "vae", "VAE file");
    for (String key : metadata.keys()) {
      if (key.startsWith(SPEC) && !target.hasTaken(key)) {
        spec(key, key.substring(SPEC.length()));
      }
    }
  }

  private void file(String key, String option, String what) {
    if (!metadata.keys().contains(key)) {
      return;
    }
    target.took(key);
    Optional<String> name = metadata.text(key);
    if (name.isEmpty()) {
      target.ledger().unset(key);
    } else if (ForeignPath.exists(name.get(), target.base())
        || HubName.looksLikeOne(name.get(), target.base())) {
      target.draft().train().set(option, name.get(), null);
      target.ledger().mapped(key, "train." + option);
    } else {
      target.draft().train().set(option, Placeholder.of(what + ", was " + name.get()), null);
      target
          .ledger()
          .question(
              key, "only its name was kept, not where it lay: name the " + what, "train." + option);
    }
  }

  private void spec(String key, String name) {
    target.took(key);
    String text = metadata.text(key).orElse("");
    String following = FOLLOWING.get(name);
    if (text.isEmpty()) {
      target.ledger().unset(key);
    } else if (following != null) {
      target.ledger().dropped(key, following);
    } else {
      meaning(key, name, text);
    }
  }

  private void meaning(String key, String name, String text) {
    switch (name) {
      case "title" -> title(key, text);
      case "prediction_type" -> prediction(key, text);
      case "resolution" -> resolution(key, text);
      case "encoder_layer" -> encoderLayer(key, text);
      case "timestep_range" -> timesteps(key, text);
      case "thumbnail" -> target.ledger().dropped(key, "an image, which stays in the file");
      default -> {
        if (target.catalog().option("metadata_" + name).isPresent()) {
          target.set(key, "metadata_" + name, text);
        }
      }
    }
  }

  /** Without {@code metadata_title} it is the output's name (library/train_util.py). */
  private void title(String key, String text) {
    if (text.equals(metadata.text("ss_output_name").orElse(null))) {
      target.ledger().mappedAs(key, "is the output's name", "train.output_name");
    } else {
      target.set(key, "metadata_title", text);
    }
  }

  private void prediction(String key, String text) {
    if (text.equals("v")) {
      target.draft().train().set("v_parameterization", true, null);
      target.ledger().mapped(key, "train.v_parameterization");
    } else {
      target.ledger().mappedAs(key, "what sd-scripts does without v_parameterization");
    }
  }

  private void resolution(String key, String text) {
    Matcher sides = SIDES.matcher(text);
    boolean told =
        metadata.text("ss_resolution").isPresent() || metadata.tree("ss_datasets").isPresent();
    if (told || !sides.matches()) {
      target.ledger().dropped(key, "what the datasets say, or the family's usual one");
      return;
    }
    String joined = String.join(",", List.of(sides.group(1), sides.group(2)));
    target.draft().train().set("resolution", joined, null);
    target
        .ledger()
        .approximated(key, "may be no more than the family's usual resolution", "train.resolution");
  }

  private void encoderLayer(String key, String text) {
    if (metadata.text("ss_clip_skip").isPresent()) {
      target.ledger().mappedAs(key, "ss_clip_skip says it too", "train.clip_skip");
    } else {
      target.set(key, "clip_skip", text);
    }
  }

  private void timesteps(String key, String text) {
    Matcher steps = STEPS.matcher(text);
    if (!steps.matches()) {
      target.ledger().question(key, "no two steps: say min_timestep and max_timestep");
      return;
    }
    target.draft().train().set("min_timestep", Long.valueOf(steps.group(1)), null);
    target.draft().train().set("max_timestep", Long.valueOf(steps.group(2)), null);
    target.ledger().mapped(key, "train.min_timestep", "train.max_timestep");
  }
}
