package dev.lorabake.recipe;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes values as TOML that every reader takes alike, upstream's old {@code toml} package for
 * Python among them: it trips over nothing that is written here.
 */
public final class TomlText {
  private TomlText() {}

  /** A value in the types of a {@link Setting}. */
  public static String value(Object value) {
    return switch (value) {
      case String text -> text(text);
      case Double number -> real(number);
      case List<?> items -> list(items);
      case Map<?, ?> table ->
          table.entrySet().stream()
              .map(entry -> key(entry.getKey().toString()) + " = " + value(entry.getValue()))
              .collect(Collectors.joining(", ", "{ ", " }"));
      default -> value.toString();
    };
  }

  /** Upstream's reader takes no list with both 1 and 0.5: then all of them get a point. */
  private static String list(List<?> items) {
    boolean numbers = items.stream().allMatch(Number.class::isInstance);
    boolean real = numbers && items.stream().anyMatch(Double.class::isInstance);
    return items.stream()
        .map(item -> real && item instanceof Long whole ? real(whole.doubleValue()) : value(item))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** A key, in quotes where it is no bare word. */
  public static String key(String key) {
    boolean bare = !key.isEmpty() && key.chars().allMatch(TomlText::isBare);
    return bare ? key : text(key);
  }

  /** Text with backslashes stands in single quotes, so that Windows paths stay readable. */
  static String text(String text) {
    boolean literal =
        text.indexOf('\\') >= 0
            && text.indexOf('\'') < 0
            && text.chars().noneMatch(Character::isISOControl);
    return literal ? "'" + text + "'" : basic(text);
  }

  private static String basic(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(point -> {
          switch (point) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
              if (Character.isISOControl(point)) {
                out.append(String.format(Locale.ROOT, "\\u%04X", point));
              } else {
                out.appendCodePoint(point);
              }
            }
          }
        });
    return out.append('"').toString();
  }

  /** Plain digits from 0.001 on, {@code 1e-4} below: as learning rates are written everywhere. */
  private static String real(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(number);
    if (size == 0 || (size >= 1e-3 && size < 1e9)) {
      String plain = BigDecimal.valueOf(number).toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    String digits = exact.movePointLeft(exponent).toPlainString();
    return digits + "e" + exponent;
  }

  private static boolean isBare(int point) {
    return (point >= 'a' && point <= 'z')
        || (point >= 'A' && point <= 'Z')
        || (point >= '0' && point <= '9')
        || point == '_'
        || point == '-';
  }
}
