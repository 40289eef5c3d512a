package dev.lorabake.log.diagnosis;

import dev.lorabake.event.PhaseName;
import dev.lorabake.log.Clue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a training fails, and how its log shows it. All conditions that are given must
 * hold.
 *
 * @param group the category that is answered
 * @param on whose words count
 * @param texts of which one must be in the message; empty where {@code frames} decide
 * @param frames of which one must be in the traceback; empty: any
 * @param unless of which none may be in the message
 * @param phases in which it can happen; empty: any
 * @param needs the hint that must have been seen before, {@code null}: none
 * @param strength how much it says, 9 the most: of several the strongest is the cause, and of
 *     equally strong ones the first; 0 for what is a hint only
 * @param silent whether the training goes on over it
 * @param cause one sentence without a full stop; {@code {1}} stands for the first star of the
 *     pattern
 * @param help what to do, the best first
 * @param finding the rule that would have told before the start, {@code null} where none can
 * @param fix settings to take, by option; a value of {@code null} takes an option out
 * @param others what it may be instead
 */
record KnownFailure(
    String id,
    String group,
    Set<Clue.Kind> on,
    List<TextPattern> texts,
    List<TextPattern> frames,
    List<TextPattern> unless,
    Set<PhaseName> phases,
    @Nullable String needs,
    int strength,
    boolean silent,
    String cause,
    List<String> help,
    @Nullable String finding,
    Map<String, @Nullable Object> fix,
    List<Alternative> others) {

  /** Whether it only looks like a failure: what shows it shows nothing else. */
  boolean isHarmless() {
    return group.equals(Diagnosis.NONE);
  }

  /** Whether the clue can be of this failure, its words set aside. */
  boolean fits(Clue clue, Folded text, @Nullable PhaseName phase) {
    return on.contains(clue.kind())
        && (phases.isEmpty() || (phase != null && phases.contains(phase)))
        && !isIn(unless, text)
        && (frames.isEmpty() || isIn(clue.frames()));
  }

  private static boolean isIn(List<TextPattern> patterns, Folded text) {
    return patterns.stream().anyMatch(pattern -> pattern.match(text) != null);
  }

  private boolean isIn(List<String> lines) {
    for (String line : lines) {
      if (isIn(frames, Folded.of(line.replace('\\', '/')))) {
        return true;
      }
    }
    return false;
  }
}
