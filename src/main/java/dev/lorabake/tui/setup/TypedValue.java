package dev.lorabake.tui.setup;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionType;
import dev.lorabake.recipe.TomlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what was typed into a value, and back. What is no number stays text: a rule says so. */
final class TypedValue {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
  private static final Pattern REAL =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private static final Pattern ITEM = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|\\S+");

  /** Of a control image; all else are numbers. */
  static final Set<String> SAMPLE_TEXTS =
      Set.of("prompt", "negative_prompt", "sample_sampler", "controlnet_image");

  private TypedValue() {}

  /**
   * A value as it is shown and edited: text bare, the items of a list apart by blanks, in quotes
   * where they have blanks themselves.
   */
  static String shown(Object value) {
    return switch (value) {
      case String text -> text;
      case List<?> items when items.stream().noneMatch(TypedValue::isDeep) ->
          String.join(" ", items.stream().map(TypedValue::item).toList());
      default -> TomlText.value(value);
    };
  }

  private static boolean isDeep(Object item) {
    return item instanceof List || item instanceof Map;
  }

  /** An item of a list as it is typed. */
  static String item(Object item) {
    boolean bare =
        !(item instanceof String text)
            || (!text.isEmpty()
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\''));
    return bare
        ? item instanceof String text ? text : TomlText.value(item)
        : '"' + quoted(item.toString()) + '"';
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** The items of a list that was typed: a blank within quotes parts nothing. */
  private static List<String> items(String typed) {
    List<String> items = new ArrayList<>();
    Matcher item = ITEM.matcher(typed);
    while (item.find()) {
      String inQuotes = item.group(1);
      items.add(inQuotes == null ? item.group() : inQuotes.replaceAll("\\\\(.)", "$1"));
    }
    return items;
  }

  /** Empty where the text is empty: then the setting is to be removed. */
  static Optional<Object> of(String text, Field field, Catalog catalog) {
    String typed = text.strip();
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    Optional<Option> option = field.option(catalog);
    if (option.isEmpty() && field.isList(catalog)) {
      return Optional.of(items(typed));
    }
    if (option.isPresent()) {
      return Optional.of(
          option.get().list()
              ? items(typed).stream().map(word -> single(word, option.get().type())).toList()
              : single(typed, option.get().type()));
    }
    if (field.isSample()) {
      return Optional.of(SAMPLE_TEXTS.contains(field.key()) ? typed : guessed(typed));
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
