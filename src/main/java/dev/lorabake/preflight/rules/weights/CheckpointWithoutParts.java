package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.weights.ModelContents;
import java.util.ArrayList;
import java.util.List;

/** A checkpoint that lacks what its script takes from it. */
final class CheckpointWithoutParts extends PatternRule {
  private static final String CLIP_L =
      "text_encoders.clip_l.transformer.text_model.embeddings.position_embedding.weight";
  private static final String CLIP_G =
      "text_encoders.clip_g.transformer.text_model.embeddings.position_embedding.weight";
  private static final String T5 =
      "text_encoders.t5xxl.transformer.encoder.block.0.layer.0.SelfAttention.k.weight";

  CheckpointWithoutParts() {
    super(
        "checkpoint-without-parts",
        Topic.WEIGHTS,
        Severity.ERROR,
        "The base model's file lacks a text encoder or the VAE that the script takes from it",
        Expected.BASE,
        "clip_l",
        "clip_g",
        "t5xxl",
        "vae");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ModelContents contents = subject.models().contents(Expected.BASE).orElse(null);
    boolean recognised =
        contents != null
            && Expected.of(subject.recipe()).stream()
                .filter(Expected::isBase)
                .anyMatch(expected ->
                    contents.parts().stream().anyMatch(part -> expected.accepts(part, false)));
    if (contents == null || !recognised) {
      return List.of();
    }
    return switch (subject.recipe().family().id()) {
      case "sd15", "sd2", "sdxl" -> builtIn(subject, contents);
      case "sd3" -> addable(subject, contents);
      default -> List.of();
    };
  }

  /** Options cannot make up for it: even with vae set, the checkpoint's own is read first. */
  private List<Finding> builtIn(Subject subject, ModelContents contents) {
    List<String> missing = new ArrayList<>();
    boolean sdxl = subject.recipe().family().id().equals("sdxl");
    boolean encoders =
        sdxl
            ? contents.hasBelow("conditioner.embedders.0.transformer.")
                && contents.hasBelow("conditioner.embedders.1.model.")
            : contents.hasBelow("cond_stage_model.");
    if (!encoders) {
      missing.add(sdxl ? "text encoders" : "text encoder");
    }
    if (!contents.hasBelow("first_stage_model.")) {
      missing.add("VAE");
    }
    if (missing.isEmpty()) {
      return List.of();
    }
    return found(
            subject,
            "the base model's file has no "
                + String.join(" and no ", missing)
                + ": sd-scripts stops while loading it, whatever other options name",
            "take the full checkpoint, not the pruned U-Net")
        .about(Expected.BASE)
        .list();
  }

  private List<Finding> addable(Subject subject, ModelContents contents) {
    Recipe recipe = subject.recipe();
    List<String> missing = new ArrayList<>();
    addMissing(missing, recipe, "clip_l", contents.has(CLIP_L));
    addMissing(missing, recipe, "clip_g", contents.has(CLIP_G));
    addMissing(missing, recipe, "t5xxl", contents.has(T5));
    addMissing(missing, recipe, "vae", contents.hasBelow("first_stage_model."));
    if (missing.isEmpty()) {
      return List.of();
    }
    String names = String.join(", ", missing);
    return found(
            subject,
            "the SD3 checkpoint does not hold "
                + names
                + ", and no option names it: sd-scripts"
                + " stops",
            "set " + names)
        .about(missing.toArray(String[]::new))
        .list();
  }

  private static void addMissing(
      List<String> missing, Recipe recipe, String option, boolean builtIn) {
    if (!builtIn && recipe.text(option).filter(text -> !text.isEmpty()).isEmpty()) {
      missing.add(option);
    }
  }
}
