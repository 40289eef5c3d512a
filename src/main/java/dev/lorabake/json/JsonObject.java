package dev.lorabake.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object with typed reading: a missing or mistyped member is a {@link JsonError} that
 * names it. Numbers are {@link Long} or {@link Double}.
 */
public final class JsonObject {
  private final Map<String, @Nullable Object> members;
  private final String what;

  JsonObject(Map<String, @Nullable Object> members, String what) {
    this.members = members;
    this.what = what;
  }

  public Set<String> names() {
    return members.keySet();
  }

  /** True when the member is there and not null. */
  public boolean has(String name) {
    return members.get(name) != null;
  }

  /** The raw value: text, number, truth value, list or map, or null. */
  public @Nullable Object value(String name) {
    return members.get(name);
  }

  public String text(String name) {
    return require(name, String.class, "text");
  }

  public String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  public @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  public boolean flag(String name, boolean otherwise) {
    return has(name) ? require(name, Boolean.class, "true or false") : otherwise;
  }

  public long whole(String name) {
    return require(name, Long.class, "a whole number");
  }

  public long whole(String name, long otherwise) {
    return has(name) ? whole(name) : otherwise;
  }

  public double number(String name) {
    return require(name, Number.class, "a number").doubleValue();
  }

  public double number(String name, double otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  /** The texts of a list; empty when the member is missing. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(name)) {
      texts.add(String.valueOf(item));
    }
    return List.copyOf(texts);
  }

  /** The items of a list, nulls among them; empty when the member is missing. */
  public List<@Nullable Object> list(String name) {
    if (!has(name)) {
      return List.of();
    }
    return new ArrayList<@Nullable Object>(require(name, List.class, "a list"));
  }

  /** The objects of a list; empty when the member is missing. */
  public List<JsonObject> objects(String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object item : list(name)) {
      objects.add(nested(item, name));
    }
    return List.copyOf(objects);
  }

  /** A nested object; empty when the member is missing. */
  public JsonObject object(String name) {
    return has(name)
        ? nested(members.get(name), name)
        : new JsonObject(Map.of(), what + "." + name);
  }

  /** The members in their order, as a copy. */
  public Map<String, @Nullable Object> toMap() {
    return new LinkedHashMap<>(members);
  }

  @SuppressWarnings("unchecked") // a JSON object always has text keys
  private JsonObject nested(@Nullable Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject((Map<String, @Nullable Object>) map, what + "." + name);
    }
    throw new JsonError(what + ": " + name + " is not an object");
  }

  private <T> T require(String name, Class<T> type, String expected) {
    Object value = members.get(name);
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw new JsonError(what + ": " + name + " is " + value + ", expected " + expected);
  }
}
