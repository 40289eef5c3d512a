package dev.lorabake.preflight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Upstream's {@code key=value} lists, whose values are Python literals. */
public final class Literal {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d[\\d_]*\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
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

  public static boolean isWhole(String text) {
    return text.strip().matches("[+-]?\\d+");
  }

  /** The number that Python reads, if {@link #isNumber} says so. */
  public static OptionalDouble number(String text) {
    return isNumber(text)
        ? OptionalDouble.of(Double.parseDouble(text.strip().replace("_", "")))
        : OptionalDouble.empty();
  }

  public static boolean isNumber(String text) {
    return NUMBER.matcher(text.strip()).matches();
  }
}
