package dev.lorabake.preflight;

import dev.lorabake.recipe.TomlText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Writes values and figures as people write them. */
public final class Figures {
  private Figures() {}

  /** A value as it would stand in the recipe. */
  public static String value(Object value) {
    return TomlText.value(value);
  }

  /** {@code 16}, {@code 0.5}, {@code 1e-4}: at most three digits that count. */
  public static String number(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e9) {
      return Long.toString((long) number);
    }
    if (!Double.isFinite(number)) {
      return TomlText.value(number);
    }
    double rounded =
        BigDecimal.valueOf(number).round(new MathContext(3)).stripTrailingZeros().doubleValue();
    return TomlText.value(rounded);
  }

  /** Memory: {@code 7.2 GiB}. */
  public static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }

  /** The size of a file: {@code 72 MB}, {@code 1.4 GB}. */
  public static String fileSize(long bytes) {
    if (bytes < 1_000_000) {
      return Math.max(1, Math.round(bytes / 1e3)) + " kB";
    }
    return bytes < 1_000_000_000
        ? Math.round(bytes / 1e6) + " MB"
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  /** {@code 1 image}, {@code 20 images}. */
  public static String count(long number, String singular) {
    return number + " " + singular + (number == 1 ? "" : "s");
  }
}
