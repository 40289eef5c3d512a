package dev.lorabake.preflight.rules.weights;

import static dev.lorabake.weights.ModelPart.Layout.DIFFUSERS;
import static dev.lorabake.weights.ModelPart.Layout.ORIGINAL;

import dev.lorabake.recipe.Recipe;
import dev.lorabake.weights.ModelKind;
import dev.lorabake.weights.ModelPart;
import dev.lorabake.weights.ModelPart.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a family's script must find in the file of an option, and under which names: the loaders of
 * library/model_util.py, sdxl_model_util.py, sd3_utils.py, flux_utils.py, lumina_util.py,
 * anima_utils.py and hunyuan_image_text_encoder.py.
 *
 * @param prefixes what may stand before the names of the tensors in a file
 */
record Expected(String option, ModelKind kind, Set<Layout> layouts, Set<String> prefixes) {
  static final String BASE = "pretrained_model_name_or_path";

  private static final List<String> OPTIONS =
      List.of(
          BASE,
          "vae",
          "ae",
          "clip_l",
          "clip_g",
          "t5xxl",
          "gemma2",
          "qwen3",
          "text_encoder",
          "byt5");

  private static final Set<String> BARE = Set.of("");
  private static final Set<String> LDM = Set.of("model.diffusion_model.");
  private static final Set<String> LDM_OR_BARE = Set.of("", "model.diffusion_model.");
  private static final Set<Layout> MAKERS = Set.of(ORIGINAL);
  private static final Set<Layout> EITHER = Set.of(ORIGINAL, DIFFUSERS);

  /** The options of all families that name a model, and further ones that a rule is about. */
  static String[] optionsAnd(String... further) {
    return Stream.concat(OPTIONS.stream(), Stream.of(further)).toArray(String[]::new);
  }

  /** The options of the recipe's family, the base model first. */
  static List<Expected> of(Recipe recipe) {
    List<Expected> all = new ArrayList<>();
    switch (recipe.family().id()) {
      case "sd15", "sd2" -> {
        ModelKind kind = recipe.flag("v2") ? ModelKind.SD2 : ModelKind.SD1;
        all.add(new Expected(BASE, kind, MAKERS, LDM));
        all.add(fourChannelVae());
      }
      case "sdxl" -> {
        all.add(new Expected(BASE, ModelKind.SDXL, MAKERS, LDM));
        all.add(fourChannelVae());
      }
      case "sd3" -> {
        all.add(new Expected(BASE, ModelKind.SD3, MAKERS, LDM));
        all.add(part("clip_l", ModelKind.CLIP_L));
        all.add(part("clip_g", ModelKind.CLIP_G));
        all.add(part("t5xxl", ModelKind.T5_XXL));
        all.add(part("vae", ModelKind.SIXTEEN_CHANNEL_VAE));
      }
      case "flux" -> {
        all.add(new Expected(BASE, ModelKind.FLUX, EITHER, LDM_OR_BARE));
        all.add(part("clip_l", ModelKind.CLIP_L));
        all.add(part("t5xxl", ModelKind.T5_XXL));
        all.add(part("ae", ModelKind.SIXTEEN_CHANNEL_VAE));
      }
      case "chroma" -> {
        all.add(new Expected(BASE, ModelKind.CHROMA, MAKERS, LDM_OR_BARE));
        all.add(part("t5xxl", ModelKind.T5_XXL));
        all.add(part("ae", ModelKind.SIXTEEN_CHANNEL_VAE));
      }
      case "lumina" -> {
        all.add(new Expected(BASE, ModelKind.LUMINA, MAKERS, LDM_OR_BARE));
        all.add(
            new Expected(
                "gemma2",
                ModelKind.GEMMA2,
                MAKERS,
                Set.of("", "model.", "text_encoders.gemma2_2b.transformer.model.")));
        all.add(new Expected("ae", ModelKind.SIXTEEN_CHANNEL_VAE, MAKERS, Set.of("", "vae.")));
      }
      case "anima" -> {
        all.add(new Expected(BASE, ModelKind.ANIMA, MAKERS, Set.of("", "net.")));
        all.add(new Expected("qwen3", ModelKind.QWEN3, MAKERS, Set.of("", "model.")));
        all.add(new Expected("vae", ModelKind.QWEN_IMAGE_VAE, EITHER, BARE));
      }
      case "hunyuan-image" -> {
        all.add(part(BASE, ModelKind.HUNYUAN_IMAGE));
        all.add(part("text_encoder", ModelKind.QWEN_VL));
        all.add(part("byt5", ModelKind.BYT5));
        all.add(part("vae", ModelKind.HUNYUAN_IMAGE_VAE));
      }
      default -> {} // a family of another version: nothing is known of it
    }
    return all;
  }

  private static Expected part(String option, ModelKind kind) {
    return new Expected(option, kind, MAKERS, BARE);
  }

  /** A whole checkpoint will do as well: its VAE is taken. */
  private static Expected fourChannelVae() {
    return new Expected(
        "vae", ModelKind.FOUR_CHANNEL_VAE, MAKERS, Set.of("", "first_stage_model."));
  }

  boolean isBase() {
    return option.equals(BASE);
  }

  /** Whether the loader finds the part: a folder is read by diffusers itself. */
  boolean accepts(ModelPart part, boolean folder) {
    return part.kind() == kind
        && (folder || (layouts.contains(part.layout()) && prefixes.contains(part.prefix())));
  }
}
