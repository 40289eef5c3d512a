package dev.lorabake.recipe;

import dev.lorabake.recipe.Unread.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * Finds what is good TOML and stops upstream's reader all the same. Upstream reads its config and
 * dataset config with the package toml 0.10.2, which knows TOML 0.5: found by giving both readers
 * the same texts.
 */
final class UpstreamToml {
  private static final Pattern OTHER_BASE = Pattern.compile("[^=]*=\\s*[+-]?0[xob].*");

  private final TomlSource source;
  private final List<Unread> found = new ArrayList<>();

  private UpstreamToml(TomlSource source) {
    this.source = source;
  }

  static List<Unread> stumbles(TomlSource source) {
    UpstreamToml upstream = new UpstreamToml(source);
    if (source.marked()) {
      Place top = new Place(source.file(), 1, 1);
      upstream.found.add(new Unread("", null, top, Kind.UNREADABLE));
    }
    upstream.walk(source.root(), "");
    return List.copyOf(upstream.found);
  }

  private void walk(TomlTable table, String prefix) {
    for (String key : table.keySet()) {
      Object value = table.get(List.of(key));
      String name = prefix + key;
      switch (value) {
        case TomlTable inner -> walk(inner, name + ".");
        case TomlArray items -> {
          tables(items, name);
          if (isMixed(items)) {
            note(table, key, name, value);
          }
        }
        case Long number -> {
          if (OTHER_BASE.matcher(source.lineFrom(source.place(table, key))).matches()) {
            note(table, key, name, number);
          }
        }
        case null, default -> {}
      }
    }
  }

  private void tables(TomlArray items, String name) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof TomlTable table) {
        walk(table, name + "[" + i + "].");
      }
    }
  }

  /** Whether items of one list have different types: 1 and 0.5 differ. */
  private static boolean isMixed(TomlArray items) {
    Set<Class<?>> kinds =
        items.toList().stream()
            .map(item -> item instanceof TomlArray ? TomlArray.class : item.getClass())
            .collect(Collectors.toSet());
    return kinds.size() > 1
        || items.toList().stream()
            .anyMatch(item -> item instanceof TomlArray inner && isMixed(inner));
  }

  private void note(TomlTable table, String key, String name, Object value) {
    Object plain = TomlSource.plain(value);
    boolean numbers =
        !(plain instanceof List<?> list) || list.stream().allMatch(Number.class::isInstance);
    String instead = numbers ? key + " = " + TomlText.value(plain) : null;
    found.add(new Unread(name, instead, source.place(table, key), Kind.UNREADABLE));
  }
}
