package dev.lorabake.weights;

/**
 * One model inside a file; a checkpoint may hold several.
 *
 * @param layout whose names its tensors have
 * @param prefix what stands before each of the names, empty where nothing does
 */
public record ModelPart(ModelKind kind, Layout layout, String prefix) {

  /** Who named the tensors. */
  public enum Layout {
    /** The model's makers, or transformers for a text encoder. */
    ORIGINAL,
    DIFFUSERS,
    OPEN_CLIP,
    /** Repacked for ComfyUI under yet other names. */
    COMFY
  }
}
