package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.weights.LoraContents;
import dev.lorabake.weights.ModelContents;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A training state of another network than the recipe makes. accelerate loads it strictly: each
 * tensor must be there, in the same size, and none more (accelerate checkpointing.py).
 */
final class StateOfAnotherNetwork extends PatternRule {
  /** Where the names of the text encoders' layers are the same in file and memory. */
  private static final Set<String> STABLE_DIFFUSION = Set.of("sd15", "sd2", "sdxl");

  StateOfAnotherNetwork() {
    super(
        "state-of-another-network",
        Topic.WEIGHTS,
        Severity.ERROR,
        "The state to resume from was made by another network than the recipe's, and sd-scripts"
            + " stops",
        "resume",
        "network_dim",
        "network_module",
        "network_train_unet_only");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    Path folder = recipe.path("resume").orElse(null);
    if (folder == null
        || recipe.text("resume").orElse("").isEmpty()
        || recipe.flag("resume_from_huggingface")) {
      return List.of();
    }
    ModelContents contents =
        subject
            .models()
            .at(folder.resolve("model.safetensors"))
            .flatMap(file -> Optional.ofNullable(file.contents()))
            .orElse(null);
    String why = contents == null ? null : difference(recipe, contents.lora());
    return why == null
        ? List.of()
        : found(
                subject,
                "resume " + folder.getFileName() + " " + why + ": sd-scripts stops while loading",
                "resume with the settings that the state was made with; to start a new run from"
                    + " its LoRA, name that as network_weights")
            .about("resume")
            .list();
  }

  private static @Nullable String difference(Recipe recipe, LoraContents lora) {
    if (!lora.isLora()) {
      return null;
    }
    String stranger = LoraMatch.stranger(recipe, lora);
    if (stranger != null) {
      return stranger;
    }
    if (LoraMatch.otherRank(recipe, lora).isPresent()) {
      return "has rank "
          + LoraMatch.otherRank(recipe, lora).getAsLong()
          + ", and network_dim is "
          + ChosenNetwork.rank(recipe).orElse(4);
    }
    boolean told =
        STABLE_DIFFUSION.contains(recipe.family().id())
            && LoraMatch.isPairs(ChosenNetwork.of(recipe).module());
    boolean trained = lora.hasBeginning("lora_te");
    boolean wanted = !recipe.flag("network_train_unet_only");
    if (!told || trained == wanted) {
      return null;
    }
    return trained
        ? "has a trained text encoder, and network_train_unet_only is set"
        : "has no trained text encoder, and network_train_unet_only is not set";
  }
}
