package dev.lorabake.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Settings by name, in the order of the file. A typed getter answers empty for a value of another
 * type: the preflight reports wrong types, nobody else has to.
 */
public final class Settings {
  private static final Settings NONE = new Settings(Map.of());

  private final Map<String, Setting> byName;

  private Settings(Map<String, Setting> byName) {
    this.byName = byName;
  }

  public static Settings none() {
    return NONE;
  }

  public static Settings of(Collection<Setting> settings) {
    return NONE.with(settings);
  }

  /** These settings with others put in or over them. */
  public Settings with(Collection<Setting> others) {
    Map<String, Setting> merged = new LinkedHashMap<>(byName);
    others.forEach(setting -> merged.put(setting.name(), setting));
    return new Settings(merged);
  }

  /** These settings without some. */
  public Settings without(Set<String> names) {
    Map<String, Setting> rest = new LinkedHashMap<>(byName);
    rest.keySet().removeAll(names);
    return new Settings(rest);
  }

  public Collection<Setting> all() {
    return byName.values();
  }

  public Set<String> names() {
    return byName.keySet();
  }

  public boolean has(String name) {
    return byName.containsKey(name);
  }

  public Optional<Setting> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Optional<String> text(String name) {
    return find(name).map(Setting::value).filter(String.class::isInstance).map(String.class::cast);
  }

  /** A whole number; empty also for a number with a fraction. */
  public OptionalLong whole(String name) {
    Setting setting = byName.get(name);
    return setting != null && setting.value() instanceof Long number
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /** A whole or real number. */
  public OptionalDouble number(String name) {
    Setting setting = byName.get(name);
    return setting != null && setting.value() instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  public Optional<Boolean> flag(String name) {
    return find(name)
        .map(Setting::value)
        .filter(Boolean.class::isInstance)
        .map(Boolean.class::cast);
  }

  /** The items of a list, or the one value as a list of one; empty when not set. */
  public List<Object> list(String name) {
    Setting setting = byName.get(name);
    if (setting == null) {
      return List.of();
    }
    return setting.value() instanceof List<?> items
        ? new ArrayList<Object>(items)
        : List.of(setting.value());
  }

  @Override
  public String toString() {
    return byName.values().toString();
  }
}
