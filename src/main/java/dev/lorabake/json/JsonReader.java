package dev.lorabake.json;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON as maps, lists, texts, numbers (Long, Double) and truth values, on Jackson's stream
 * alone: setting its databind up would cost every start more than reading the whole catalogue.
 */
final class JsonReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

  private JsonReader() {}

  static @Nullable Object read(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return document(parser);
    }
  }

  static @Nullable Object read(InputStream bytes) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      return document(parser);
    }
  }

  private static @Nullable Object document(JsonParser parser) {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new StreamReadException(parser, "there is nothing in it");
    }
    Object value = value(parser, first);
    if (parser.nextToken() != null) {
      throw new StreamReadException(parser, "something follows the end of the value");
    }
    return value;
  }

  /** The value whose first token is the current one; Jackson limits how deep it goes. */
  private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
    return switch (token) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw new StreamReadException(parser, "no JSON value starts here");
    };
  }

  private static Map<String, @Nullable Object> members(JsonParser parser) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      members.put(name, value(parser, parser.nextToken()));
    }
    return members;
  }

  private static List<@Nullable Object> items(JsonParser parser) {
    List<@Nullable Object> items = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      items.add(value(parser, token));
      token = parser.nextToken();
    }
    return items;
  }
}
