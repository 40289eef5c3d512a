package dev.lorabake.recipe;

import dev.lorabake.catalog.Option;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a word as the value of an option, as upstream's argument parser does. */
public final class OptionText {
  private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=[0-9])_(?=[0-9])");
  private static final Pattern NUMBER = Pattern.compile("[-+.0-9eE]+");

  private OptionText() {}

  /**
   * The value, of the types of a {@link Setting}; a path stays as it is written. Empty for a word
   * that the option's type does not take.
   */
  public static Optional<Object> value(Option option, String word) {
    try {
      return switch (option.type()) {
        case BOOL -> truth(word);
        case INT -> Optional.of(Long.parseLong(digits(word)));
        case FLOAT -> Optional.of(real(word));
        case INT_OR_FLOAT -> Optional.of(stepsOrRatio(word.strip()));
        case STR, PATH -> Optional.of(word);
      };
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> truth(String word) {
    return switch (word) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** As {@code int_or_float} of library/train_util.py: a percentage, a ratio below 1, or steps. */
  private static Object stepsOrRatio(String word) {
    if (word.endsWith("%")) {
      return real(word.substring(0, word.length() - 1)) / 100;
    }
    double number = real(word);
    if (number < 1) {
      return number;
    }
    return Long.parseLong(digits(word));
  }

  /**
   * What is infinite or no number is refused, though Python reads it: no option has a use for it.
   */
  private static double real(String word) {
    double number = Double.parseDouble(digits(word));
    if (Double.isInfinite(number)) {
      throw new NumberFormatException(word);
    }
    return number;
  }

  /**
   * The characters of a number, without the underscores that Python allows between digits.
   *
   * @throws NumberFormatException where Java would read what Python does not, such as {@code 1f}
   */
  private static String digits(String word) {
    String plain = BETWEEN_DIGITS.matcher(word.strip()).replaceAll("");
    if (!NUMBER.matcher(plain).matches()) {
      throw new NumberFormatException(word);
    }
    return plain;
  }
}
