package dev.lorabake.train.explain;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects facts, leaves out what is empty, and writes a value the way a person would. */
public final class Facts {
  private final Map<String, Object> facts = new LinkedHashMap<>();

  Facts with(String name, @Nullable Object value) {
    boolean empty = value == null || (value instanceof Collection<?> items && items.isEmpty());
    if (!empty && !(value instanceof Map<?, ?> map && map.isEmpty())) {
      facts.put(name, value);
    }
    return this;
  }

  Map<String, Object> map() {
    return facts;
  }

  /** A value on one line; lists and maps with commas between their items. */
  public static String shown(@Nullable Object value) {
    return switch (value) {
      case Double number -> number(number);
      case List<?> items -> list(items);
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + " " + shown(entry.getValue()))
              .collect(Collectors.joining(", "));
      case String text when text.isEmpty() -> "empty";
      case null, default -> String.valueOf(value);
    };
  }

  private static String list(List<?> items) {
    List<String> shown = items.stream().map(Facts::shown).toList();
    boolean sentences = shown.stream().anyMatch(item -> item.indexOf(' ') > 0);
    return String.join(sentences ? "; " : ", ", shown);
  }

  /** A number as recipes write it: {@code 0.5}, {@code 2e-6}. */
  static String number(double value) {
    if (value == 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7)) {
      return value == Math.rint(value) ? Double.toString(value) : plain(value);
    }
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    String digits = exact.unscaledValue().abs().toString();
    String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
    int exponent = digits.length() - 1 - exact.scale();
    return (value < 0 ? "-" : "") + digits.charAt(0) + rest + "e" + exponent;
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
