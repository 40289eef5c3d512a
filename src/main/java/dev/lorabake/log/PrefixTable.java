package dev.lorabake.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a text begins with among many beginnings, by its first four characters, which are one
 * number: most lines of a log are asked for and not found, so nothing is made for asking.
 */
final class PrefixTable<V> {
  private static final int HASHED = 4;

  private record Beginning<V>(String text, V value) {}

  private final long[] starts;

  /** The beginnings of each start, the longest first. */
  private final List<List<Beginning<V>>> beginnings = new ArrayList<>();

  /** Prefixes of at least four characters. */
  PrefixTable(Map<String, V> prefixes) {
    Map<Long, List<Beginning<V>>> byStart = new HashMap<>();
    prefixes.forEach((prefix, value) ->
        byStart
            .computeIfAbsent(start(prefix), _ -> new ArrayList<>())
            .add(new Beginning<>(prefix, value)));
    int places = Integer.highestOneBit(Math.max(1, byStart.size())) * 4;
    starts = new long[places];
    for (int i = 0; i < places; i++) {
      beginnings.add(List.of());
    }
    byStart.forEach((start, ofStart) -> {
      ofStart.sort(Comparator.comparingInt(beginning -> -beginning.text.length()));
      int place = place(start);
      starts[place] = start;
      beginnings.set(place, ofStart);
    });
  }

  /** The value of the longest prefix of the text, or {@code null}. */
  @Nullable V find(String text) {
    if (text.length() < HASHED) {
      return null;
    }
    List<Beginning<V>> candidates = beginnings.get(place(start(text)));
    for (int i = 0; i < candidates.size(); i++) {
      Beginning<V> candidate = candidates.get(i);
      if (text.startsWith(candidate.text)) {
        return candidate.value;
      }
    }
    return null;
  }

  /** Where the start stands, or the free place where it would. */
  private int place(long start) {
    int place = (int) ((start * 0x9E3779B97F4A7C15L) >>> 40) & (starts.length - 1);
    while (starts[place] != start && starts[place] != 0) {
      place = (place + 1) & (starts.length - 1);
    }
    return place;
  }

  private static long start(String text) {
    return (long) text.charAt(0) << 48
        | (long) text.charAt(1) << 32
        | (long) text.charAt(2) << 16
        | text.charAt(3);
  }
}
