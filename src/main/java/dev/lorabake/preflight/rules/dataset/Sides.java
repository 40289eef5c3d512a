package dev.lorabake.preflight.rules.dataset;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Width and height, as resolutions are written. */
record Sides(long width, long height) {
  private static final Pattern TEXT =
      Pattern.compile("\\s*(\\d{1,6})\\s*(?:[x,]\\s*(\\d{1,6}))?\\s*");

  /** The sides of {@code 512}, {@code "512,768"}, {@code 512x768} or {@code [512, 768]}. */
  static @Nullable Sides of(Object value) {
    if (value instanceof List<?> pair && pair.size() == 2) {
      return of(pair.get(0) + "," + pair.get(1));
    }
    Matcher found = TEXT.matcher(value.toString());
    if (!found.matches()) {
      return null;
    }
    long width = Long.parseLong(found.group(1));
    return new Sides(width, found.group(2) == null ? width : Long.parseLong(found.group(2)));
  }

  long longer() {
    return Math.max(width, height);
  }

  long shorter() {
    return Math.min(width, height);
  }

  long area() {
    return width * height;
  }

  /** The side of a square with as many pixels. */
  double square() {
    return Math.sqrt((double) area());
  }

  /** Twice the longer side, as a multiple of 64: room for every usual aspect ratio. */
  long twice() {
    return (2 * longer() + 63) / 64 * 64;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
