package dev.lorabake.recipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Spelling {
  private Spelling() {}

  /**
   * The nearest of the known names, if one is near: at most a third of the letters differ.
   *
   * @param wrong what was written; case and hyphens do not count
   */
  public static Optional<String> nearest(String wrong, Collection<String> known) {
    return near(wrong, known, 1).stream().findFirst();
  }

  /** The nearest of the known names, best first: as {@link #nearest}, but up to so many. */
  public static List<String> near(String wrong, Collection<String> known, int limit) {
    String folded = fold(wrong);
    int most = Math.max(1, folded.length() / 3);
    return known.stream()
        .map(name -> new Candidate(name, distance(folded, fold(name), most)))
        .filter(candidate -> candidate.distance <= most)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(limit)
        .map(Candidate::name)
        .toList();
  }

  private record Candidate(String name, int distance) {}

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /**
   * Edits (insert, delete, replace, swap of neighbours) between two words; {@code most}+1 if more.
   */
  private static int distance(String a, String b, int most) {
    if (Math.abs(a.length() - b.length()) > most) {
      return most + 1;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}
