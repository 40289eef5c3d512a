package dev.lorabake.foreign.kohya;

import dev.lorabake.recipe.Place;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON of the GUI says, read as loosely as the GUI writes: numbers may be text, text may be
 * empty, keys may be missing.
 *
 * @param values by key; {@code null} says nothing
 * @param place where a key stands
 */
record GuiFile(
    Map<String, @Nullable Object> values,
    GuiTab tab,
    GuiTable table,
    Function<String, @Nullable Place> place) {

  /** As the file has it, {@code null} where it says nothing. */
  @Nullable Object raw(String key) {
    return values.get(key);
  }

  /** Whether it has the key with a value that is neither null nor empty text. */
  boolean says(String key) {
    Object value = values.get(key);
    return value != null && !(value instanceof String text && text.isBlank());
  }

  /** Its text, or what the window opens with; empty for nothing. */
  String text(String key) {
    Object value = effective(key);
    return value == null ? "" : value.toString().strip();
  }

  /** Its number, or what the window opens with; 0 for what is no number. */
  double number(String key) {
    return number(effective(key), 0);
  }

  /** The same, but only of the file. */
  double ownNumber(String key) {
    return number(raw(key), 0);
  }

  /** Whether the switch is on, or opens so. */
  boolean isOn(String key) {
    return isOn(effective(key));
  }

  static boolean isOn(@Nullable Object value) {
    return switch (value) {
      case Boolean on -> on;
      case Number number -> number.doubleValue() != 0;
      case String text -> text.strip().equalsIgnoreCase("true") || text.strip().equals("1");
      case null, default -> false;
    };
  }

  static double number(@Nullable Object value, double otherwise) {
    return switch (value) {
      case Number number -> number.doubleValue();
      case String text -> number(text.strip(), otherwise);
      case null, default -> otherwise;
    };
  }

  private static double number(String text, double otherwise) {
    if (!text.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?|[-+]?[0-9]+\\.")) {
      return otherwise;
    }
    return Double.parseDouble(text);
  }

  private @Nullable Object effective(String key) {
    Object own = values.get(key);
    return own != null ? own : tab.isLora() ? table.initial(key) : null;
  }
}
