package dev.lorabake.preflight;

import java.util.List;

/** Looks for one bad pattern; a pure function. */
public interface Rule {
  /** The pattern's name in kebab case: reads well after "allow". Never re-used. */
  String id();

  /** One sentence without a full stop: what the pattern is and why it is bad. */
  String summary();

  /** Every occurrence of the pattern; none when all is well. */
  List<Finding> check(Subject subject);
}
