package dev.lorabake.log.diagnosis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the failures that a text can be one of in one pass, however many are known: by the first
 * characters of each pattern's longest piece, hashed while the text goes by (Rabin and Karp).
 */
final class PatternIndex {
  /** The least length of a pattern's longest piece. */
  static final int WINDOW = 5;

  private static final int BITS = 1 << 15;
  private static final int FACTOR = 31;
  private static final int DROPPED = power();

  private final BitSet seen = new BitSet(BITS);
  private final Map<Integer, List<KnownFailure>> byHash = new HashMap<>();

  PatternIndex(List<KnownFailure> failures) {
    for (KnownFailure failure : failures) {
      for (TextPattern pattern : failure.texts()) {
        add(pattern, failure);
      }
    }
  }

  private void add(TextPattern pattern, KnownFailure failure) {
    String key = pattern.key();
    if (key.length() < WINDOW) {
      throw new IllegalStateException(failure.id() + ": a pattern needs a piece of " + WINDOW);
    }
    int hash = 0;
    for (int i = 0; i < WINDOW; i++) {
      hash = FACTOR * hash + key.charAt(i);
    }
    seen.set(hash & (BITS - 1));
    byHash.computeIfAbsent(hash, _ -> new ArrayList<>()).add(failure);
  }

  /** Those with a pattern that may be in the text, each once. */
  Set<KnownFailure> candidates(Folded text) {
    String lower = text.lower();
    Set<KnownFailure> found = new LinkedHashSet<>();
    int hash = 0;
    for (int i = 0; i < lower.length(); i++) {
      hash = FACTOR * hash + lower.charAt(i);
      if (i >= WINDOW) {
        hash -= DROPPED * lower.charAt(i - WINDOW);
      }
      if (i >= WINDOW - 1 && seen.get(hash & (BITS - 1))) {
        found.addAll(byHash.getOrDefault(hash, List.of()));
      }
    }
    return found;
  }

  private static int power() {
    int power = 1;
    for (int i = 0; i < WINDOW; i++) {
      power *= FACTOR;
    }
    return power;
  }
}
