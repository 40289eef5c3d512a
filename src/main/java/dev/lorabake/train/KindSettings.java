package dev.lorabake.train;

import dev.lorabake.json.JsonObject;
import dev.lorabake.machine.GpuTable;
import dev.lorabake.machine.Machine;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a run that must be the same in a like one, as text. */
final class KindSettings {
  private KindSettings() {}

  /**
   * The family, the card, the number of processes and these options.
   *
   * @param rehearsal whether it is only rehearsed: such a run is like no real one
   */
  static Map<String, String> of(
      Recipe recipe, Machine machine, boolean rehearsal, List<String> options) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("family", recipe.family().id());
    settings.put("gpu", machine.gpu().map(GpuTable::nameOf).orElse("none"));
    settings.put("rehearsal", Boolean.toString(rehearsal));
    settings.put("processes", Long.toString(LaunchKeys.processes(recipe.launch())));
    for (String option : options) {
      recipe.value(option).ifPresent(value -> settings.put(option, value.toString()));
    }
    return settings;
  }

  /** Those of a kind that was written as JSON. */
  static Map<String, String> read(JsonObject kind) {
    JsonObject written = kind.object("settings");
    Map<String, String> settings = new TreeMap<>();
    written.names().forEach(name -> settings.put(name, written.text(name)));
    return settings;
  }
}
