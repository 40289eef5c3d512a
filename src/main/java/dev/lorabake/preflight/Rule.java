package dev.lorabake.preflight;

import java.util.List;

/** Looks for one bad pattern; a pure function. */
public interface Rule {
  /** The pattern's name in kebab case: reads well after "allow". Never re-used. */
  String id();

  /** What the pattern is about. */
  Topic topic();

  /** The worst severity of its findings. */
  Severity severity();

  /** One sentence without a full stop: what the pattern is and why it is bad. */
  String summary();

  /** Upstream's names of the options it looks at, most important first; may be empty. */
  List<String> options();

  /**
   * Whether a finding says that a value cannot be used at all, so that no other rule needs to judge
   * the same option.
   */
  boolean spoils();

  /** Whether this finding of a rule that {@link #spoils()} says so; some know values that work. */
  default boolean spoils(Finding found) {
    return spoils();
  }

  /** Every occurrence of the pattern; none when all is well. */
  List<Finding> check(Subject subject);
}
