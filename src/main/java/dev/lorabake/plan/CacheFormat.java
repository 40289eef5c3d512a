package dev.lorabake.plan;

import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a family's script keeps encoded images and captions beside the images
 * (library/strategy_*.py).
 *
 * @param latents ending of the file with an encoded image
 * @param stride pixels to a side of one latent
 * @param perSize whether the arrays are named for their size, so that another size is encoded anew;
 *     else whatever lies in the file is used
 * @param unchecked whether {@code skip_cache_check} reaches these files
 */
record CacheFormat(
    String latents, int stride, boolean perSize, boolean unchecked, @Nullable TextFormat text) {

  /**
   * An encoded caption.
   *
   * @param arrays without one of which it is encoded anew
   * @param counted the array whose first size is the number of tokens, empty where it never varies
   * @param flags options that are kept in the file and compared
   */
  record TextFormat(String ending, List<String> arrays, String counted, List<String> flags) {}

  private static final TextFormat FLUX_TEXT =
      new TextFormat(
          "_flux_te.npz",
          List.of("l_pooled", "t5_out", "txt_ids", "t5_attn_mask", "apply_t5_attn_mask"),
          "t5_out",
          List.of("apply_t5_attn_mask"));
  private static final CacheFormat FLUX = new CacheFormat("_flux.npz", 8, true, false, FLUX_TEXT);
  private static final CacheFormat SD = new CacheFormat("_sd.npz", 8, false, true, null);

  private static final Map<String, CacheFormat> BY_FAMILY =
      Map.of(
          "sd15",
          SD,
          "sd2",
          SD,
          "sdxl",
          new CacheFormat(
              "_sdxl.npz",
              8,
              false,
              true,
              new TextFormat(
                  "_te_outputs.npz",
                  List.of("hidden_state1", "hidden_state2", "pool2"),
                  "hidden_state1",
                  List.of())),
          "sd3",
          new CacheFormat(
              "_sd3.npz",
              8,
              true,
              true,
              new TextFormat(
                  "_sd3_te.npz",
                  List.of(
                      "lg_out",
                      "lg_pooled",
                      "clip_l_attn_mask",
                      "clip_g_attn_mask",
                      "apply_lg_attn_mask",
                      "t5_out",
                      "t5_attn_mask",
                      "apply_t5_attn_mask"),
                  "t5_out",
                  List.of("apply_lg_attn_mask", "apply_t5_attn_mask"))),
          "flux",
          FLUX,
          "chroma",
          FLUX,
          "lumina",
          new CacheFormat(
              "_lumina.npz",
              8,
              true,
              false,
              new TextFormat(
                  "_lumina_te.npz",
                  List.of("hidden_state", "attention_mask", "input_ids"),
                  "input_ids",
                  List.of())),
          "anima",
          new CacheFormat(
              "_anima.npz",
              8,
              true,
              true,
              new TextFormat(
                  "_anima_te.npz",
                  List.of(
                      "prompt_embeds",
                      "attn_mask",
                      "t5_input_ids",
                      "t5_attn_mask",
                      "caption_dropout_rate"),
                  "attn_mask",
                  List.of())),
          "hunyuan-image",
          new CacheFormat(
              "_hi.npz",
              32,
              true,
              false,
              new TextFormat(
                  "_hi_te.npz",
                  List.of("vlm_embed", "vlm_mask", "byt5_embed", "byt5_mask", "ocr_mask"),
                  "",
                  List.of())));

  static @Nullable CacheFormat of(Recipe recipe) {
    return BY_FAMILY.get(recipe.family().id());
  }
}
