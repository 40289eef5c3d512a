package dev.lorabake.catalog;

import dev.lorabake.json.JsonObject;
import java.util.List;

/**
 * A repository of the Hugging Face hub from which upstream takes a tokenizer, whatever the base
 * model (library/strategy_*.py, hunyuan_image_text_encoder.py).
 *
 * @param families whose scripts load it
 * @param gated whether the hub gives it only to those who accepted its terms of use
 */
public record HubModel(String name, List<String> families, boolean gated) {

  static HubModel read(JsonObject json) {
    return new HubModel(json.text("name"), json.texts("families"), json.flag("gated", false));
  }
}
