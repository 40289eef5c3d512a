package dev.lorabake.log.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of text that follow each other, {@code No module named '*'}: a star stands for anything, a
 * {@code ^} in front for the beginning. Case does not matter. A search passes over the text once.
 */
record TextPattern(List<String> pieces, boolean atStart) {
  private static final int LONGEST_GAP = 200;

  TextPattern {
    pieces = List.copyOf(pieces);
  }

  static TextPattern of(String written) {
    boolean atStart = written.startsWith("^");
    String rest = Folded.lower(atStart ? written.substring(1) : written);
    return new TextPattern(Arrays.asList(rest.split("\\*", -1)), atStart);
  }

  /** The longest piece: where it is missing, nothing has to be looked for. */
  String key() {
    String longest = "";
    for (String piece : pieces) {
      longest = piece.length() > longest.length() ? piece : longest;
    }
    return longest;
  }

  /** What the stars stand for, or {@code null} where the text does not match. */
  @Nullable List<String> match(Folded text) {
    String lower = text.lower();
    List<String> gaps = new ArrayList<>(pieces.size() - 1);
    int end = 0;
    for (int i = 0; i < pieces.size(); i++) {
      String piece = pieces.get(i);
      int at = piece.isEmpty() && i > 0 ? endOfWord(lower, end) : lower.indexOf(piece, end);
      if (at < 0 || (i == 0 && atStart && at > 0)) {
        return null;
      }
      if (i > 0) {
        gaps.add(text.plain().substring(end, Math.min(at, end + LONGEST_GAP)));
      }
      end = at + piece.length();
    }
    return gaps;
  }

  /** A star at the end stands for a word. */
  private static int endOfWord(String text, int from) {
    int end = text.indexOf(' ', from);
    return end < 0 ? text.length() : end;
  }
}
