package dev.lorabake.log.diagnosis;

import dev.lorabake.Visible;
import dev.lorabake.log.Clue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A known failure that a log shows.
 *
 * @param gaps what the stars of its pattern stand for
 * @param steps how many steps had been told by then
 */
record Symptom(KnownFailure failure, Clue clue, List<String> gaps, long steps) {
  private static final int LONGEST_LINE = 1000;
  private static final int LONGEST_NAMED = 160;
  private static final int MOST_GAPS = 3;

  /** The failure's sentence with what the log names, or without where it names nothing. */
  String filled(String sentence) {
    String filled = sentence;
    for (int i = 1; i <= MOST_GAPS && filled.indexOf('{') >= 0; i++) {
      String place = "{" + i + "}";
      String named = i <= gaps.size() ? gaps.get(i - 1).strip() : "";
      if (named.isEmpty()) {
        filled = filled.replace(": " + place, "").replace(" " + place, "").replace(place, "");
      } else {
        filled = filled.replace(place, shown(named, LONGEST_NAMED));
      }
    }
    return filled;
  }

  private static String shown(String text, int longest) {
    return Visible.line(text.length() <= longest ? text : text.substring(0, longest) + " …");
  }

  /** The line that says it, of a message of several. */
  @Nullable Evidence evidence() {
    if (clue.lines().isEmpty()) {
      return null;
    }
    Clue.Line told = clue.lines().getFirst();
    for (TextPattern pattern : failure.texts()) {
      for (Clue.Line line : clue.lines()) {
        if (Folded.of(line.text()).lower().contains(pattern.key().strip())) {
          return evidence(line);
        }
      }
    }
    return evidence(told);
  }

  private static Evidence evidence(Clue.Line line) {
    return new Evidence(line.number(), shown(line.whole().strip(), LONGEST_LINE));
  }
}
