package dev.lorabake.foreign;

import dev.lorabake.catalog.Option;
import dev.lorabake.recipe.OptionText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what another tool's file says as the value of an option. Other tools are loose about types:
 * a number may be text, a whole number may have a decimal point, a truth value may be text too.
 */
public final class OptionValue {
  /** From here on a double may not tell whole numbers apart. */
  private static final double LARGEST_WHOLE = 1L << 53;

  private OptionValue() {}

  /** Whether both are one value to upstream's parser, which takes 1 and 1.0 for the same. */
  public static boolean same(@Nullable Object one, @Nullable Object other) {
    return (one instanceof Number first && other instanceof Number second)
        ? first.doubleValue() == second.doubleValue()
        : Objects.equals(one, other);
  }

  /**
   * The value, of the types of a recipe's setting; a list where the option takes one. Empty where
   * the option's type does not take it.
   */
  public static Optional<Object> of(Option option, @Nullable Object raw) {
    if (!option.list()) {
      return single(option, raw);
    }
    List<?> items = raw instanceof List<?> list ? list : raw == null ? List.of() : List.of(raw);
    List<Object> values = new ArrayList<>();
    for (Object item : items) {
      Optional<Object> value = single(option, item);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(List.copyOf(values));
  }

  private static Optional<Object> single(Option option, @Nullable Object raw) {
    return switch (raw) {
      case String text -> ofText(option, text);
      case Boolean truth -> ofTruth(option, truth);
      case Number number -> ofNumber(option, number.doubleValue(), number.toString());
      case null, default -> Optional.empty();
    };
  }

  private static Optional<Object> ofText(Option option, String text) {
    return switch (option.type()) {
      case BOOL -> OptionText.value(option, text.strip().toLowerCase(Locale.ROOT));
      case INT -> OptionText.value(option, text).or(() -> whole(text));
      case FLOAT, INT_OR_FLOAT, STR, PATH -> OptionText.value(option, text);
    };
  }

  private static Optional<Object> ofTruth(Option option, boolean truth) {
    return switch (option.type()) {
      case BOOL -> Optional.of(truth);
      case STR, PATH -> Optional.of(String.valueOf(truth));
      case INT, FLOAT, INT_OR_FLOAT -> Optional.empty();
    };
  }

  private static Optional<Object> ofNumber(Option option, double number, String written) {
    return switch (option.type()) {
      case BOOL -> number == 0 || number == 1 ? Optional.of(number == 1) : Optional.empty();
      case INT -> whole(number);
      case FLOAT -> Optional.of(number);
      case INT_OR_FLOAT -> number < 1 && number != 0 ? Optional.of(number) : whole(number);
      case STR, PATH -> Optional.of(written);
    };
  }

  private static Optional<Object> whole(String text) {
    try {
      return text.strip().matches("[-+]?[0-9]+\\.0*")
          ? whole(Double.parseDouble(text.strip()))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> whole(double number) {
    return number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE
        ? Optional.of((long) number)
        : Optional.empty();
  }
}
