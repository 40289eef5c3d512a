package dev.lorabake.foreign.kohya;

import dev.lorabake.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys that the GUI writes and the networks that it knows. */
final class GuiTable {
  private final Map<String, GuiKey> keys = new LinkedHashMap<>();
  private final Map<String, LoraType> types = new LinkedHashMap<>();

  private GuiTable() {
    Json.resourceList(GuiTable.class, "keys.json").stream()
        .map(GuiKey::read)
        .forEach(key -> keys.put(key.key(), key));
    Json.resourceList(GuiTable.class, "lora-types.json").stream()
        .map(LoraType::read)
        .forEach(type -> types.put(type.type(), type));
  }

  static GuiTable bundled() {
    return Bundled.TABLE;
  }

  Collection<GuiKey> keys() {
    return keys.values();
  }

  Optional<GuiKey> key(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  Collection<LoraType> types() {
    return types.values();
  }

  /** The type of that name; {@code LoCon} is what old versions called LyCORIS's. */
  Optional<LoraType> type(String name) {
    return Optional.ofNullable(types.get(name.equals("LoCon") ? "LyCORIS/LoCon" : name));
  }

  private static final class Bundled {
    static final GuiTable TABLE = new GuiTable();
  }
}
