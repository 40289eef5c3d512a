package dev.lorabake.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * A JSON text with the place of everything in it, for texts that people wrote or that other
 * programs did. Unlike {@link Json#value} it takes what Python writes ({@code NaN}, {@code
 * Infinity}), and whole numbers beyond 64 bits as doubles.
 *
 * @param value texts, numbers (Long, Double), truth values, lists, maps, null
 * @param spots where the value of each dotted key stands, keys named by {@link #member} and {@link
 *     #item}; where a name stands twice, the last one, which counts
 * @param repeated dotted keys that stand more than once
 */
public record JsonTree(@Nullable Object value, Map<String, Spot> spots, List<String> repeated) {
  /** Line and column, both counted from 1. */
  public record Spot(int line, int column) {}

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /**
   * Parses it.
   *
   * @param what names the text in errors
   * @throws JsonError when the text is no JSON
   */
  public static JsonTree parse(String text, String what) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      Reading reading = new Reading(parser);
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new StreamReadException(parser, "there is nothing in it");
      }
      Object value = reading.value("", first);
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "something follows the end of the value");
      }
      return new JsonTree(value, reading.spots, reading.repeated);
    } catch (JacksonException e) {
      throw JsonError.unreadable(what, e);
    }
  }

  /**
   * The dotted key of a member; a name that would be mistaken for several stands in quotes, so that
   * no two members share a key.
   *
   * @param above the key of the object, empty for the outermost
   */
  public static String member(String above, String name) {
    String step = isPlain(name) ? name : Json.write(name);
    return above.isEmpty() ? step : above + "." + step;
  }

  /** The dotted key of a list's item, counted from 0. */
  public static String item(String above, int index) {
    return above + "[" + index + "]";
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty() && name.chars().noneMatch(c -> ".[]\"".indexOf(c) >= 0);
  }

  private static final class Reading {
    private final JsonParser parser;
    private final Map<String, Spot> spots = new LinkedHashMap<>();
    private final List<String> repeated = new ArrayList<>();

    Reading(JsonParser parser) {
      this.parser = parser;
    }

    /** The value whose first token is the current one; Jackson limits how deep it goes. */
    @Nullable Object value(String key, @Nullable JsonToken token) {
      return switch (token) {
        case START_OBJECT -> members(key);
        case START_ARRAY -> items(key);
        case VALUE_STRING -> parser.getString();
        case VALUE_NUMBER_INT -> whole();
        case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        case VALUE_NULL -> null;
        case null, default -> throw new StreamReadException(parser, "no JSON value starts here");
      };
    }

    private Object whole() {
      return switch (parser.getNumberType()) {
        case INT, LONG -> (Object) parser.getLongValue();
        default -> (Object) parser.getBigIntegerValue().doubleValue();
      };
    }

    private Map<String, @Nullable Object> members(String above) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        String key = member(above, name);
        if (members.containsKey(name) && !repeated.contains(key)) {
          repeated.add(key);
        }
        var at = parser.currentTokenLocation();
        spots.put(key, new Spot(at.getLineNr(), at.getColumnNr()));
        members.put(name, value(key, parser.nextToken()));
      }
      return members;
    }

    private List<@Nullable Object> items(String above) {
      List<@Nullable Object> items = new ArrayList<>();
      JsonToken token = parser.nextToken();
      while (token != JsonToken.END_ARRAY) {
        String key = item(above, items.size());
        var at = parser.currentTokenLocation();
        spots.put(key, new Spot(at.getLineNr(), at.getColumnNr()));
        items.add(value(key, token));
        token = parser.nextToken();
      }
      return items;
    }
  }
}
