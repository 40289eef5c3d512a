package dev.lorabake.log.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds in one pass the patterns that may be in a text, however many are known: by the first
 * characters of each pattern's longest piece, hashed while the text goes by (Rabin and Karp).
 */
final class PatternIndex {
  private static final int BITS = 1 << 17;
  private static final int FACTOR = 31;

  /** A pattern and the failure that it is of. */
  record Entry(KnownFailure failure, TextPattern pattern) {}

  private final int window;
  private final int dropped;
  private final boolean[] starts = new boolean[BITS];
  private final Map<Integer, List<Entry>> byHash = new HashMap<>();

  /**
   * @param window how many characters are hashed; no pattern's longest piece may be shorter
   */
  PatternIndex(int window) {
    this.window = window;
    int power = 1;
    for (int i = 0; i < window; i++) {
      power *= FACTOR;
    }
    dropped = power;
  }

  void add(Entry entry) {
    String key = entry.pattern().key();
    int hash = 0;
    for (int i = 0; i < window; i++) {
      hash = FACTOR * hash + key.charAt(i);
    }
    starts[hash & (BITS - 1)] = true;
    byHash.computeIfAbsent(hash, _ -> new ArrayList<>()).add(entry);
  }

  /**
   * Adds those that may be in the text.
   *
   * @param before found already
   * @return {@code before} where there is no more
   */
  Set<Entry> find(String text, Set<Entry> before) {
    Set<Entry> found = before;
    int hash = 0;
    for (int i = 0; i < text.length(); i++) {
      hash = FACTOR * hash + text.charAt(i);
      if (i >= window) {
        hash -= dropped * text.charAt(i - window);
      }
      if (i >= window - 1 && starts[hash & (BITS - 1)]) {
        List<Entry> entries = byHash.get(hash);
        if (entries != null) {
          found = found.isEmpty() ? new LinkedHashSet<>() : found;
          found.addAll(entries);
        }
      }
    }
    return found;
  }
}
