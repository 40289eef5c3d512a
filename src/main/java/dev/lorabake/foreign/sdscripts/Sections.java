package dev.lorabake.foreign.sdscripts;

import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.SourceTree;
import dev.lorabake.json.JsonTree;
import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the sections of a config away as upstream does ({@code read_config_from_file} of
 * library/train_util.py): their names count for nothing, and of a key in two of them the last one
 * counts.
 */
public final class Sections {
  private Sections() {}

  /**
   * What counts; the rest is accounted for.
   *
   * @param prefix before the ledger's keys
   * @param butNot top-level names that somebody else takes
   */
  public static List<Given> flatten(
      Map<?, ?> root,
      String prefix,
      Function<String, @Nullable Place> places,
      Ledger ledger,
      Set<String> butNot) {
    Map<String, Given> last = new LinkedHashMap<>();
    root.forEach((name, value) -> {
      String key = JsonTree.member(prefix, String.valueOf(name));
      if (butNot.contains(String.valueOf(name))) {
        return;
      }
      if (value instanceof Map<?, ?> section) {
        if (section.isEmpty()) {
          ledger.unset(key);
        }
        section.forEach((inner, innerValue) ->
            take(
                JsonTree.member(key, String.valueOf(inner)),
                inner,
                innerValue,
                places,
                ledger,
                last));
      } else {
        take(key, name, value, places, ledger, last);
      }
    });
    return new ArrayList<>(last.values());
  }

  private static void take(
      String key,
      Object name,
      @Nullable Object value,
      Function<String, @Nullable Place> places,
      Ledger ledger,
      Map<String, Given> last) {
    if (value == null || !ledger.has(key)) { // a table below a section, or a list of tables
      leaves(key, value)
          .forEach(leaf -> {
            if (ledger.has(leaf)) {
              ledger.dropped(leaf, "it lies deeper than sd-scripts looks for options");
            }
          });
      return;
    }
    Given given = new Given(key, String.valueOf(name), value, places.apply(key));
    Given before = last.remove(given.name());
    if (before != null) {
      ledger.dropped(
          before.key(), "it stands again as " + key + ", and sd-scripts takes the last one");
    }
    last.put(given.name(), given);
  }

  private static List<String> leaves(String key, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty()
          ? List.of(key)
          : SourceTree.keys(map, key, _ -> null).stream().map(leaf -> leaf.key()).toList();
    }
    if (value instanceof List<?> list) {
      List<String> leaves = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        leaves.addAll(leaves(JsonTree.item(key, i), list.get(i)));
      }
      return List.copyOf(leaves);
    }
    return List.of(key);
  }
}
