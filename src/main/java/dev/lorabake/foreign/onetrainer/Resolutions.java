package dev.lorabake.foreign.onetrainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 1024}, {@code 512, 768} and {@code 1024x768}. */
final class Resolutions {
  private static final Pattern ONE = Pattern.compile("(\\d{1,5})(?:\\s*x\\s*(\\d{1,5}))?");

  private Resolutions() {}

  /** Each a {@link Long} or a list of width and height; empty where the text is none. */
  static List<Object> of(String text) {
    List<Object> found = new ArrayList<>();
    for (String part : text.toLowerCase(Locale.ROOT).split("[,;]", -1)) {
      Matcher matcher = ONE.matcher(part.strip());
      if (!matcher.matches()) {
        return List.of();
      }
      long side = Long.parseLong(matcher.group(1));
      String height = matcher.group(2);
      found.add(height == null ? (Object) side : List.of(side, Long.parseLong(height)));
    }
    return found;
  }

  /** The longer side. */
  static long longest(Object resolution) {
    return resolution instanceof List<?> pair
        ? pair.stream().mapToLong(side -> ((Number) side).longValue()).max().orElse(0)
        : ((Number) resolution).longValue();
  }
}
