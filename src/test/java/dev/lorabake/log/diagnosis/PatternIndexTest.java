package dev.lorabake.log.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.log.Clue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The index reads a text here and there only, and misses no pattern for that. */
class PatternIndexTest {
  /** More than the index goes on at a time. */
  private static final int SHIFTS = 12;

  @ParameterizedTest
  @EnumSource(Clue.Kind.class)
  void everyPatternIsFoundWhereverItStands(Clue.Kind kind) {
    Set<String> missed = new TreeSet<>();
    for (KnownFailure failure : FailureCatalog.get().failures()) {
      if (!failure.on().contains(kind)) {
        continue;
      }
      for (TextPattern pattern : failure.texts()) {
        String text = String.join("…", pattern.pieces());
        for (int shift = pattern.atStart() ? 0 : 1; shift <= last(pattern); shift++) {
          if (!finds(kind, pattern, "x".repeat(shift) + text)) {
            missed.add(failure.id() + ": " + text);
          }
        }
      }
    }
    assertEquals(Set.of(), missed);
  }

  @ParameterizedTest
  @EnumSource(Clue.Kind.class)
  void capitalsAndRunsOfBlanksMakeNoDifference(Clue.Kind kind) {
    Set<String> missed = new TreeSet<>();
    for (KnownFailure failure : FailureCatalog.get().failures()) {
      for (TextPattern pattern :
          failure.on().contains(kind) ? failure.texts() : List.<TextPattern>of()) {
        String text = String.join("…", pattern.pieces());
        if (!finds(kind, pattern, "X".repeat(last(pattern)) + text.toUpperCase(Locale.ROOT))
            || !finds(
                kind, pattern, "  " + "x".repeat(last(pattern)) + text.replace(" ", " \n\t"))) {
          missed.add(failure.id() + ": " + text);
        }
      }
    }
    assertEquals(Set.of(), missed);
  }

  @ParameterizedTest
  @EnumSource(Clue.Kind.class)
  void inOrdinaryWordsNothingIsFound(Clue.Kind kind) {
    String text = "loading image 12 of 3000: C:/data/12_cat/picture (3).png, 0.0123, step 12";
    assertTrue(FailureCatalog.get().candidates(kind, text).isEmpty());
    assertTrue(FailureCatalog.get().candidates(kind, "").isEmpty());
  }

  /** How much may stand before it at most. */
  private static int last(TextPattern pattern) {
    return pattern.atStart() ? 0 : SHIFTS;
  }

  private static boolean finds(Clue.Kind kind, TextPattern pattern, String text) {
    return FailureCatalog.get().candidates(kind, text).stream()
        .anyMatch(entry -> entry.pattern().equals(pattern));
  }
}
