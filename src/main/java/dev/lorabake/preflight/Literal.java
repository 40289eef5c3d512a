package dev.lorabake.preflight;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Upstream's {@code key=value} lists, whose values are Python literals. */
public final class Literal {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d[\\d_]*(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final Pattern TEXT = Pattern.compile("'[^'\\\\]*'|\"[^\"\\\\]*\"");

  private Literal() {}

  /** Key to text, without blanks around either; items without an equals sign are left out. */
  public static Map<String, String> keyValues(List<Object> items) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Object item : items) {
      String text = item.toString();
      int equals = text.indexOf('=');
      if (equals > 0) {
        values.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
      }
    }
    return values;
  }

  /** Whether Python's {@code ast.literal_eval} reads the text; unusual literals pass. */
  public static boolean isPython(String text) {
    String value = text.strip();
    if (value.isEmpty()) {
      return false;
    }
    boolean bracketed = "([{".indexOf(value.charAt(0)) >= 0;
    return value.equals("True")
        || value.equals("False")
        || value.equals("None")
        || NUMBER.matcher(value).matches()
        || TEXT.matcher(value).matches()
        || bracketed
        || (value.indexOf(',') > 0
            && Stream.of(value.split(",", -1)).allMatch(part -> part.isBlank() || isPython(part)));
  }

  /** A number, or True and False, which Python counts as 1 and 0; empty for anything else. */
  public static Optional<Double> number(String text) {
    String value = text.strip();
    return switch (value) {
      case "True" -> Optional.of(1.0);
      case "False" -> Optional.of(0.0);
      default ->
          isNumber(value)
              ? Optional.of(Double.parseDouble(value.replace("_", "")))
              : Optional.empty();
    };
  }

  /** The items of a tuple or list of numbers, brackets or not; empty for anything else. */
  public static List<Double> numbers(String text) {
    String inner = text.strip().replaceAll("^[(\\[]|[)\\],\\s]+$", "");
    List<Double> items =
        Stream.of(inner.split(",")).flatMap(item -> number(item).stream()).toList();
    return inner.split(",").length == items.size() && inner.indexOf(',') > 0 ? items : List.of();
  }

  /** Whether Python holds the literal for true; unusual ones pass for true. */
  public static boolean isTrue(String text) {
    String value = text.strip();
    boolean empty = List.of("''", "\"\"", "None", "()", "[]", "{}").contains(value);
    return !empty && number(value).filter(number -> number == 0).isEmpty();
  }

  public static boolean isWhole(String text) {
    return WHOLE.matcher(text.strip()).matches();
  }

  /** A whole number, as near to it as a long comes; empty for anything else. */
  public static OptionalLong whole(String text) {
    if (!isWhole(text)) {
      return OptionalLong.empty();
    }
    BigInteger number = new BigInteger(text.strip());
    return OptionalLong.of(number.min(LARGEST).max(SMALLEST).longValue());
  }

  /** The number that {@code float} makes of a text, which knows no True and False. */
  public static OptionalDouble plainNumber(String text) {
    return isNumber(text)
        ? OptionalDouble.of(Double.parseDouble(text.strip().replace("_", "")))
        : OptionalDouble.empty();
  }

  public static boolean isNumber(String text) {
    return NUMBER.matcher(text.strip()).matches();
  }
}
