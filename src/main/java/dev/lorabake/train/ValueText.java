package dev.lorabake.train;

import dev.lorabake.json.Json;
import dev.lorabake.recipe.TomlText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value of an imported file as a person reads it: as JSON, but numbers as a recipe has them. */
public final class ValueText {
  private ValueText() {}

  /** On one line, text in quotes. */
  public static String of(@Nullable Object value) {
    return switch (value) {
      case Double number -> TomlText.value(number);
      case List<?> items ->
          items.stream().map(ValueText::of).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(
                  entry -> Json.write(String.valueOf(entry.getKey())) + ": " + of(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case null, default -> Json.write(value);
    };
  }
}
