package dev.lorabake.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON as plain Java values and writes records, maps and lists as JSON. Record components are
 * written in snake case ({@code totalSteps} becomes {@code total_steps}).
 */
public final class Json {
  private Json() {}

  /**
   * Parses one JSON object.
   *
   * @param what names the text in errors, for example a file name
   * @throws JsonError when the text is no JSON object
   */
  public static JsonObject object(String text, String what) {
    try {
      return asObject(JsonReader.read(text), what);
    } catch (JacksonException e) {
      throw JsonError.unreadable(what, e);
    }
  }

  /**
   * Parses any JSON value: text, number, truth value, list, map or null.
   *
   * @param what names the text in errors
   * @throws JsonError when the text is no JSON
   */
  public static @Nullable Object value(String text, String what) {
    try {
      return JsonReader.read(text);
    } catch (JacksonException e) {
      throw JsonError.unreadable(what, e);
    }
  }

  /**
   * Reads a bundled data file that lies beside {@code neighbour} on the class path.
   *
   * @throws IllegalStateException when the build left the file out
   */
  public static JsonObject resource(Class<?> neighbour, String name) {
    return asObject(readResource(neighbour, name), name);
  }

  /** Reads a bundled data file that holds a list of objects. */
  public static List<JsonObject> resourceList(Class<?> neighbour, String name) {
    if (!(readResource(neighbour, name) instanceof List<?> items)) {
      throw new JsonError(name + " is not a list");
    }
    return items.stream().map(item -> asObject(item, name)).toList();
  }

  /** The value as JSON on one line. */
  public static String write(@Nullable Object value) {
    return Writer.MAPPER.writeValueAsString(value);
  }

  /** The value as indented JSON. */
  public static String pretty(@Nullable Object value) {
    return Writer.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  private static @Nullable Object readResource(Class<?> neighbour, String name) {
    try (InputStream in = neighbour.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing beside " + neighbour);
      }
      return JsonReader.read(in);
    } catch (JacksonException e) {
      throw JsonError.unreadable(name, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // a JSON object always has text keys
  private static JsonObject asObject(@Nullable Object value, String what) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject((Map<String, @Nullable Object>) map, what);
    }
    throw new JsonError(what + " is not a JSON object");
  }

  /** Set up with the first value that is written; reading does without. */
  private static final class Writer {
    static final JsonMapper MAPPER =
        JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  }
}
