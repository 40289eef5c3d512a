package dev.lorabake.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The release of a Python package, as far as it decides what works: {@code 2.8.0+cu128} is 2.8.0,
 * and a preview counts as its release.
 */
public record PackageVersion(List<Integer> numbers) implements Comparable<PackageVersion> {
  private static final Pattern RELEASE =
      Pattern.compile("v?(?:\\d+!)?(\\d{1,9}(?:\\.\\d{1,9})*).*");

  /** Reads a version of PEP 440; {@code null} where the text begins with no number. */
  public static @Nullable PackageVersion parse(String text) {
    Matcher release = RELEASE.matcher(text.strip());
    if (!release.matches()) {
      return null;
    }
    List<Integer> numbers = new ArrayList<>();
    for (String part : release.group(1).split("\\.", -1)) {
      numbers.add(Integer.parseInt(part));
    }
    return new PackageVersion(List.copyOf(numbers));
  }

  /** Whether it is from the one on and before the other; {@code null} sets no bound. */
  public boolean isWithin(@Nullable String from, @Nullable String below) {
    PackageVersion first = from == null ? null : parse(from);
    PackageVersion end = below == null ? null : parse(below);
    return (first == null || compareTo(first) >= 0) && (end == null || compareTo(end) < 0);
  }

  @Override
  public int compareTo(PackageVersion other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int order = Integer.compare(number(i), other.number(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int number(int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }
}
