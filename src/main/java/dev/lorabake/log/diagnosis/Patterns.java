package dev.lorabake.log.diagnosis;

import java.util.Set;

/** The patterns of some failures, those of few characters apart. */
final class Patterns {
  private static final int SHORT = 5;
  private static final int LONG = 9;

  private final PatternIndex longer = new PatternIndex(LONG);
  private final PatternIndex shorter = new PatternIndex(SHORT);

  void add(KnownFailure failure) {
    for (TextPattern pattern : failure.texts()) {
      int length = pattern.key().length();
      if (length < SHORT) {
        throw new IllegalStateException(failure.id() + ": no piece of " + SHORT + " characters");
      }
      (length < LONG ? shorter : longer).add(new PatternIndex.Entry(failure, pattern));
    }
  }

  /** Those that may be in the text. */
  Set<PatternIndex.Entry> find(Folded text) {
    return shorter.find(text.lower(), longer.find(text.lower(), Set.of()));
  }
}
