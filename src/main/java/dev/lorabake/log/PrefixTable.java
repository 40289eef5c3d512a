package dev.lorabake.log;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a text begins with among many beginnings, by a hash of the first characters. */
final class PrefixTable<V> {
  private static final int HASHED = 4;

  private final Map<String, Map<String, V>> byStart = new HashMap<>();

  /** Prefixes of at least four characters. */
  PrefixTable(Map<String, V> prefixes) {
    prefixes.forEach((prefix, value) ->
        byStart
            .computeIfAbsent(prefix.substring(0, HASHED), _ -> new HashMap<>())
            .put(prefix, value));
  }

  /** The value of the longest prefix of the text, or {@code null}. */
  @Nullable V find(String text) {
    if (text.length() < HASHED) {
      return null;
    }
    Map<String, V> candidates = byStart.get(text.substring(0, HASHED));
    if (candidates == null) {
      return null;
    }
    Map.Entry<String, V> longest = null;
    for (Map.Entry<String, V> candidate : candidates.entrySet()) {
      String prefix = candidate.getKey();
      if (text.startsWith(prefix)
          && (longest == null || prefix.length() > longest.getKey().length())) {
        longest = candidate;
      }
    }
    return longest == null ? null : longest.getValue();
  }
}
