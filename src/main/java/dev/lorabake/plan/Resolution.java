package dev.lorabake.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Width and height of the images that a dataset trains on. */
record Resolution(int width, int height) implements Comparable<Resolution> {
  private static final int LARGEST_SIDE = 1 << 20;

  long area() {
    return (long) width * height;
  }

  double ratio() {
    return (double) width / height;
  }

  /** Upstream sorts buckets by width, then by height. */
  @Override
  public int compareTo(Resolution other) {
    return width != other.width
        ? Integer.compare(width, other.width)
        : Integer.compare(height, other.height);
  }

  /**
   * The resolution written as a number, as {@code "512"}, {@code "512,768"} or {@code [512, 768]};
   * {@code null} when the value is none of these.
   */
  static @Nullable Resolution of(Object value) {
    return switch (value) {
      case Long side -> of(side, side);
      case String text -> ofText(text);
      case List<?> sides
          when sides.size() == 2
              && sides.get(0) instanceof Long width
              && sides.get(1) instanceof Long height ->
          of(width, height);
      default -> null;
    };
  }

  private static @Nullable Resolution ofText(String text) {
    String[] sides = text.split(",", -1);
    if (sides.length > 2) {
      return null;
    }
    try {
      long width = Long.parseLong(sides[0].strip());
      return of(width, sides.length == 1 ? width : Long.parseLong(sides[1].strip()));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Resolution of(long width, long height) {
    boolean sensible = width > 0 && height > 0 && Math.max(width, height) <= LARGEST_SIDE;
    return sensible ? new Resolution((int) width, (int) height) : null;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
