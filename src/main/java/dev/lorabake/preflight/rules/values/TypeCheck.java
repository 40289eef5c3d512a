package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionType;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a TOML value is of the type that upstream works with, and what was meant if not. */
final class TypeCheck {
  /** Steps and epochs are divided by these, and nothing else happens to them. */
  private static final Set<String> COUNTS =
      Set.of(
          "save_every_n_epochs",
          "save_every_n_steps",
          "sample_every_n_epochs",
          "sample_every_n_steps");

  private TypeCheck() {}

  static boolean fits(Option option, Object value) {
    if (option.list()) {
      return value instanceof List<?> items
          ? items.stream().allMatch(item -> fits(option.type(), item))
          : takesOneOfList(option, value);
    }
    return fits(option.type(), value) || isSize(option, value);
  }

  /** As {@link #fits(Option, Object)}, for a config that upstream reads as it stands. */
  static boolean fitsAsItStands(Option option, Object value) {
    return fits(option, value) && !(isSize(option, value) && !(value instanceof String));
  }

  /**
   * Whether upstream does what was meant all the same: Python holds 1 for true, and some whole
   * numbers are only divided by. Dataset keys are checked by a schema and left out.
   */
  static boolean works(Option option, Object value, boolean datasetKey) {
    boolean switched =
        option.isSwitch() && !datasetKey && truth(value).equals(Optional.of(Recipe.isTrue(value)));
    boolean counted =
        value instanceof Double number
            && (option.name().equals("lr_scheduler_num_cycles")
                || (COUNTS.contains(option.name()) && number == Math.rint(number)));
    return switched || counted;
  }

  /** Upstream takes one number for all text encoders (train_network.py, text_encoder_lr). */
  private static boolean takesOneOfList(Option option, Object value) {
    return option.name().equals("text_encoder_lr") && value instanceof Number;
  }

  /** The resolution may be a number or a pair here: rendering writes it as upstream's text. */
  private static boolean isSize(Option option, Object value) {
    return option.name().equals("resolution") && fits(DatasetKey.Type.SIZE, value);
  }

  private static boolean fits(OptionType type, Object value) {
    return switch (type) {
      case BOOL -> value instanceof Boolean;
      case INT -> value instanceof Long;
      case FLOAT, INT_OR_FLOAT -> value instanceof Number;
      case STR, PATH -> value instanceof String;
    };
  }

  /** As upstream's schema has it (library/config_util.py): a float refuses a whole number. */
  static boolean fits(DatasetKey.Type type, Object value) {
    return switch (type) {
      case INT -> value instanceof Long || value instanceof Boolean;
      case FLOAT -> value instanceof Double;
      case NUMBER -> value instanceof Number;
      case BOOL -> value instanceof Boolean;
      case STR -> value instanceof String;
      case SIZE ->
          value instanceof Long
              || (value instanceof List<?> sides
                  && sides.size() == 2
                  && sides.stream().allMatch(Long.class::isInstance));
      case RANGE ->
          value instanceof List<?> ends
              && ends.size() == 2
              && ends.stream().allMatch(Double.class::isInstance);
      case TABLE -> value instanceof Map;
    };
  }

  /** The value in the right type, where there is no doubt which one was meant. */
  static Optional<Object> meant(Option option, Object value) {
    if (option.list()) {
      List<?> items = value instanceof List<?> list ? list : List.of(value);
      List<Object> mended =
          items.stream().flatMap(item -> converted(option.type(), item).stream()).toList();
      return mended.size() == items.size() ? Optional.of(mended) : Optional.empty();
    }
    if (isSize(option, value) && value instanceof List<?> sides) {
      return Optional.of(String.join(",", sides.stream().map(Object::toString).toList()));
    }
    return converted(option.type(), value);
  }

  private static Optional<Object> converted(OptionType type, Object value) {
    if (fits(type, value)) {
      return Optional.of(value);
    }
    return switch (type) {
      case BOOL -> truth(value);
      case INT -> whole(value);
      case FLOAT -> real(value);
      case INT_OR_FLOAT -> steps(value);
      case STR, PATH ->
          value instanceof Long number ? Optional.of(number.toString()) : Optional.empty();
    };
  }

  static Optional<Object> meant(DatasetKey.Type type, Object value) {
    return switch (type) {
      case INT -> whole(value);
      case FLOAT, NUMBER -> real(value);
      case BOOL -> truth(value);
      case STR -> value instanceof Long number ? Optional.of(number.toString()) : Optional.empty();
      case SIZE -> whole(value);
      case RANGE ->
          value instanceof List<?> ends
                  && ends.size() == 2
                  && ends.stream().allMatch(Number.class::isInstance)
              ? Optional.of(ends.stream().map(end -> ((Number) end).doubleValue()).toList())
              : Optional.empty();
      case TABLE -> Optional.empty();
    };
  }

  private static Optional<Object> truth(Object value) {
    return switch (value.toString().toLowerCase(java.util.Locale.ROOT)) {
      case "true", "1", "yes", "on" -> Optional.of(true);
      case "false", "0", "no", "off" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> whole(Object value) {
    return real(value)
        .map(Double.class::cast)
        .filter(number -> number == Math.rint(number) && Math.abs(number) < 1e15)
        .map(Double::longValue);
  }

  private static Optional<Object> real(Object value) {
    try {
      return value instanceof Number || value instanceof String
          ? Optional.of(Double.parseDouble(value.toString().strip()))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> steps(Object value) {
    String text = value.toString().strip();
    if (text.endsWith("%")) {
      return real(text.substring(0, text.length() - 1)).map(percent -> (Double) percent / 100);
    }
    Optional<Object> whole = whole(value);
    return whole.isPresent() ? whole : real(value);
  }
}
