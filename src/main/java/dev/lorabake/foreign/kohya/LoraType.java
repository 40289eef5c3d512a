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
 * @param renamed those of them that this network calls otherwise than {@code keys.json} says
 */
record LoraType(
    String type,
    @Nullable String network,
    String module,
    Map<String, String> modules,
    @Nullable String algo,
    boolean writesAll,
    List<String> args,
    Map<String, String> renamed) {

  String module(GuiModel model) {
    return modules.getOrDefault(model.id(), module);
  }

  /** What the network calls the argument that a key of the GUI becomes. */
  String argName(GuiKey key) {
    return renamed.getOrDefault(key.key(), String.valueOf(key.arg()));
  }

  boolean isLycoris() {
    return algo != null;
  }

  static LoraType read(JsonObject json) {
    return new LoraType(
        json.text("type"),
        json.textOrNull("network"),
        json.text("module"),
        texts(json.object("modules")),
        json.textOrNull("algo"),
        json.text("writes").equals("all"),
        json.texts("args"),
        texts(json.object("renamed")));
  }

  private static Map<String, String> texts(JsonObject json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.names().forEach(name -> texts.put(name, json.text(name)));
    return texts;
  }
}
