package dev.lorabake.foreign;

import dev.lorabake.json.JsonTree;
import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists every key of a tree of maps and lists, such as JSON or YAML gives. */
public final class SourceTree {
  private SourceTree() {}

  /**
   * The leaves, in order, each of another key: a name with a dot, a bracket or a quote in it stands
   * in quotes ({@link JsonTree#member}). A list of plain values is one leaf, an empty map too.
   *
   * @param prefix put before each key, empty for the main file
   * @param place tells where a dotted key stands
   */
  public static List<SourceKey> keys(
      Map<?, ?> root, String prefix, Function<String, @Nullable Place> place) {
    List<SourceKey> keys = new ArrayList<>();
    members(root, prefix, place, keys);
    return keys;
  }

  private static void members(
      Map<?, ?> map, String prefix, Function<String, @Nullable Place> place, List<SourceKey> keys) {
    map.forEach((key, value) -> {
      node(JsonTree.member(prefix, String.valueOf(key)), value, place, keys);
    });
  }

  private static void node(
      String key,
      @Nullable Object value,
      Function<String, @Nullable Place> place,
      List<SourceKey> keys) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      members(map, key, place, keys);
    } else if (value instanceof List<?> list
        && list.stream().anyMatch(item -> item instanceof Map || item instanceof List)) {
      for (int i = 0; i < list.size(); i++) {
        node(JsonTree.item(key, i), list.get(i), place, keys);
      }
    } else {
      keys.add(new SourceKey(key, value, place.apply(key)));
    }
  }
}
