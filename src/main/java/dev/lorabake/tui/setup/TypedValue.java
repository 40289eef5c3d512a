package dev.lorabake.tui.setup;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionType;
import dev.lorabake.recipe.TomlText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what was typed into a value, and back. What is no number stays text: a rule says so. */
final class TypedValue {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
  private static final Pattern REAL =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private TypedValue() {}

  /** A value as it is shown and edited: text bare, the items of a list apart by blanks. */
  static String shown(Object value) {
    return switch (value) {
      case String text -> text;
      case List<?> items when items.stream().allMatch(TypedValue::isPlain) ->
          String.join(" ", items.stream().map(Object::toString).toList());
      default -> TomlText.value(value);
    };
  }

  private static boolean isPlain(Object item) {
    return !(item instanceof List || item instanceof java.util.Map)
        && item.toString().chars().noneMatch(Character::isWhitespace);
  }

  /** Empty where the text is empty: then the setting is to be removed. */
  static Optional<Object> of(String text, Field field, Catalog catalog) {
    String typed = text.strip();
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    Optional<Option> option = field.option(catalog);
    if (option.isPresent()) {
      return Optional.of(
          option.get().list()
              ? Arrays.stream(typed.split("\\s+"))
                  .map(word -> single(word, option.get().type()))
                  .toList()
              : single(typed, option.get().type()));
    }
    Optional<DatasetKey> key = field.datasetKey(catalog);
    return Optional.of(key.isPresent() ? ofDataset(typed, key.get().type()) : guessed(typed));
  }

  private static Object single(String word, OptionType type) {
    return switch (type) {
      case INT, INT_OR_FLOAT, FLOAT -> guessed(word);
      case BOOL -> word.equals("true");
      case STR, PATH -> word;
    };
  }

  private static Object ofDataset(String typed, DatasetKey.Type type) {
    return switch (type) {
      case INT, NUMBER -> guessed(typed);
      case FLOAT -> guessed(typed) instanceof Long whole ? (Object) (double) whole : guessed(typed);
      case BOOL -> typed.equals("true");
      case STR -> typed;
      case SIZE, RANGE -> {
        String[] parts = typed.replace('[', ' ').replace(']', ' ').strip().split("[\\s,x]+");
        yield parts.length == 1
            ? guessed(parts[0])
            : Arrays.stream(parts).map(TypedValue::guessed).toList();
      }
      case TABLE -> typed;
    };
  }

  private static Object guessed(String word) {
    if (WHOLE.matcher(word).matches()) {
      return Long.parseLong(word);
    }
    return REAL.matcher(word).matches() ? (Object) Double.parseDouble(word) : word;
  }
}
