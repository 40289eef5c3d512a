package dev.lorabake.foreign.kohya;

import dev.lorabake.catalog.Option;
import dev.lorabake.recipe.TomlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words of {@code additional_parameters}, which the GUI puts behind its config file on the
 * command line, where they win. It splits them at blanks, drops double quotes, and quotes for a
 * shell every word that is not plain; but it starts the training without a shell, so that those
 * quotes arrive with the word (common_gui.py, {@code run_cmd_advanced_training}). Only plain words
 * come through as they are.
 */
final class RawWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");

  private final List<String> words = new ArrayList<>();

  /** The words that set the option on the command line; empty where they would not come through. */
  static Optional<List<String>> of(Option option, Object value) {
    String flag = option.flags().getFirst();
    List<String> words = new ArrayList<>();
    if (option.isSwitch()) {
      if (!Boolean.TRUE.equals(value)) {
        return Optional.empty();
      }
      words.add(flag);
    } else if (value instanceof List<?> items) {
      words.add(flag);
      items.forEach(item -> words.add(text(item)));
    } else if (option.list()) {
      words.add(flag);
      words.add(text(value));
    } else {
      words.add(flag + "=" + text(value));
    }
    return words.stream().allMatch(word -> PLAIN.matcher(word).matches())
        ? Optional.of(words)
        : Optional.empty();
  }

  void add(List<String> more) {
    words.addAll(more);
  }

  /** As it stands in the GUI's field. */
  String text() {
    return String.join(" ", words);
  }

  /** As the command line's parser reads it: numbers in short, text as it is. */
  static String text(Object value) {
    return value instanceof Number ? TomlText.value(value) : value.toString();
  }
}
