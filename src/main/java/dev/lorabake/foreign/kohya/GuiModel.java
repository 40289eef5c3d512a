package dev.lorabake.foreign.kohya;

import java.util.Locale;

/**
 * What the model check boxes of the GUI choose, in the order in which it asks them (lora_gui.py,
 * {@code train_model}): the first that is ticked decides the script.
 */
enum GuiModel {
  SDXL("sdxl", "sdxl"),
  FLUX("flux1_checkbox", "flux"),
  SD3("sd3_checkbox", "sd3"),
  HUNYUAN_IMAGE("hunyuan_image_checkbox", "hunyuan-image"),
  ANIMA("anima_checkbox", "anima"),
  LUMINA("lumina_checkbox", "lumina"),
  /** None of them is ticked: Stable Diffusion 1 or, with {@code v2}, 2. */
  SD("", "sd15");

  private final String box;
  private final String family;

  GuiModel(String box, String family) {
    this.box = box;
    this.family = family;
  }

  /** The key of its check box, empty for {@link #SD}. */
  String box() {
    return box;
  }

  /** The family that it trains, unless {@code v2} or {@code model_type} say otherwise. */
  String family() {
    return family;
  }

  /** As it stands in {@code keys.json}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
