package dev.lorabake.preflight;

import java.util.List;

/**
 * What the preflight says of a recipe.
 *
 * @param findings worst first, and among equals what to mend first
 * @param allowed findings that the recipe allows by the rule's name; they neither show nor block
 */
public record Verdict(State state, List<Finding> findings, List<Finding> allowed) {

  /** Whether the recipe may be trained. */
  public enum State {
    READY,
    BLOCKED
  }

  static Verdict of(List<Finding> findings, List<Finding> allowed) {
    boolean error = findings.stream().anyMatch(found -> found.severity() == Severity.ERROR);
    return new Verdict(
        error ? State.BLOCKED : State.READY, List.copyOf(findings), List.copyOf(allowed));
  }

  public boolean isReady() {
    return state == State.READY;
  }

  public long count(Severity severity) {
    return findings.stream().filter(found -> found.severity() == severity).count();
  }
}
