package dev.lorabake.foreign.kohya;

import dev.lorabake.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A choice of the GUI's {@code LoRA_type} and the network that it makes, from {@code
 * lora-types.json} (lora_gui.py, {@code train_model}).
 *
 * @param network lorabake's network, {@code null} where it has none
 * @param module what the GUI passes as {@code network_module}
 * @param modules the same for the models where it differs
 * @param algo LyCORIS's algorithm, {@code null} for upstream's own networks
 * @param writesAll whether the GUI passes its arguments whatever they are; else only those that are
 *     neither 0 nor false nor empty
 * @param args the keys of the GUI that become {@code network_args}, in its order
 */
record LoraType(
    String type,
    @Nullable String network,
    String module,
    Map<String, String> modules,
    @Nullable String algo,
    boolean writesAll,
    List<String> args) {

  String module(GuiModel model) {
    return modules.getOrDefault(model.id(), module);
  }

  boolean isLycoris() {
    return algo != null;
  }

  static LoraType read(JsonObject json) {
    Map<String, String> modules = new LinkedHashMap<>();
    JsonObject own = json.object("modules");
    own.names().forEach(model -> modules.put(model, own.text(model)));
    return new LoraType(
        json.text("type"),
        json.textOrNull("network"),
        json.text("module"),
        modules,
        json.textOrNull("algo"),
        json.text("writes").equals("all"),
        json.texts("args"));
  }
}
