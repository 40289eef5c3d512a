package dev.lorabake.foreign;

import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One key of a source while it is mapped, under the name that the tool gives it today. A key that
 * the source has not is one too: it says nothing, and accounting for it does nothing. A value of
 * another type than is asked for becomes a question to the user.
 */
public final class Key {
  private static final double LARGEST_WHOLE = 1e15;

  private final Ledger ledger;
  private final String name;
  private final @Nullable SourceKey source;
  private final @Nullable Object value;

  Key(Ledger ledger, String name, @Nullable SourceKey source, @Nullable Object value) {
    this.ledger = ledger;
    this.name = name;
    this.source = source;
    this.value = value;
  }

  /** As the tool calls it today. */
  public String name() {
    return name;
  }

  /** Whether the source has it, be it with nothing in it. */
  public boolean there() {
    return source != null;
  }

  /** Whether it has a value: not null, no blank text, no empty list or map. */
  public boolean says() {
    return switch (value) {
      case null -> false;
      case String text -> !text.isBlank();
      case List<?> list -> !list.isEmpty();
      case java.util.Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  public @Nullable Place place() {
    return source == null ? null : source.place();
  }

  public @Nullable Object value() {
    return value;
  }

  public Optional<String> text() {
    if (!says()) {
      return Optional.empty();
    }
    if (value instanceof List<?> || value instanceof java.util.Map<?, ?>) {
      return wrong("text");
    }
    return Optional.of(String.valueOf(value).strip());
  }

  /** True or false; {@code yes} and {@code no}, {@code on} and {@code off} are words for them. */
  public Optional<Boolean> flag() {
    if (!says()) {
      return Optional.empty();
    }
    if (value instanceof Boolean flag) {
      return Optional.of(flag);
    }
    if (value instanceof Number number) {
      return Optional.of(number.doubleValue() != 0);
    }
    return switch (String.valueOf(value).strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> Optional.of(true);
      case "false", "no", "off", "0" -> Optional.of(false);
      default -> wrong("true or false");
    };
  }

  public boolean flag(boolean otherwise) {
    return flag().orElse(otherwise);
  }

  /** A finite number, also where it is written as text. */
  public OptionalDouble number() {
    if (!says()) {
      return OptionalDouble.empty();
    }
    Double number = parsed();
    if (number == null || !Double.isFinite(number)) {
      wrong("a number");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(number);
  }

  public double number(double otherwise) {
    return number().orElse(otherwise);
  }

  /** A whole number, also where it is written as text or as {@code 4.0}. */
  public OptionalLong whole() {
    OptionalDouble number = number();
    if (number.isEmpty()) {
      return OptionalLong.empty();
    }
    double found = number.getAsDouble();
    if (found != Math.rint(found) || Math.abs(found) > LARGEST_WHOLE) {
      wrong("a whole number");
      return OptionalLong.empty();
    }
    return OptionalLong.of((long) found);
  }

  public long whole(long otherwise) {
    return whole().orElse(otherwise);
  }

  /** The items of a list without nulls; a single value is a list of one. */
  public List<Object> list() {
    List<Object> items = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item != null) {
          items.add(item);
        }
      }
    } else if (value != null && says()) {
      items.add(value);
    }
    return items;
  }

  public Key mapped(String... targets) {
    if (source != null) {
      ledger.mapped(source.key(), targets);
    }
    return this;
  }

  public Key mappedAs(String remark, String... targets) {
    if (source != null) {
      ledger.mappedAs(source.key(), remark, targets);
    }
    return this;
  }

  public Key approximated(String how, String... targets) {
    if (source != null) {
      ledger.approximated(source.key(), how, targets);
    }
    return this;
  }

  public Key dropped(String why) {
    if (source != null) {
      ledger.dropped(source.key(), why);
    }
    return this;
  }

  public Key question(String what, String... targets) {
    if (source != null) {
      ledger.question(source.key(), what, targets);
    }
    return this;
  }

  public Key unset() {
    if (source != null) {
      ledger.unset(source.key());
    }
    return this;
  }

  public Key ranOtherwise(String ran, String meant) {
    if (source != null) {
      ledger.ranOtherwise(source.key(), ran, meant);
    }
    return this;
  }

  private @Nullable Double parsed() {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (!(value instanceof String text)) {
      return null;
    }
    try {
      return Double.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private <T> Optional<T> wrong(String wanted) {
    question("this is not " + wanted + ", which it should be: say what was meant");
    return Optional.empty();
  }
}
