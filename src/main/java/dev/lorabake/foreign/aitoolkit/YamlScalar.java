package dev.lorabake.foreign.aitoolkit;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain word of YAML means to PyYAML, which follows YAML 1.1: {@code yes} is true.
 * ai-toolkit adds numbers such as {@code 1e-4}, which YAML 1.1 takes for text (toolkit/config.py).
 */
final class YamlScalar {
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9_]{0,17})");
  private static final Pattern REAL =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+"
              + "|\\.[0-9_]+([eE][-+][0-9]+)?");

  private YamlScalar() {}

  static @Nullable Object of(String word) {
    return switch (word) {
      case "", "~", "null", "Null", "NULL" -> null;
      case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> true;
      case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> false;
      default -> number(word);
    };
  }

  private static Object number(String word) {
    try {
      if (WHOLE.matcher(word).matches()) {
        return Long.valueOf(word.replace("_", "").replace("+", ""));
      }
      if (REAL.matcher(word).matches()) {
        return Double.valueOf(word.replace("_", ""));
      }
    } catch (NumberFormatException e) {
      return word;
    }
    return word;
  }
}
