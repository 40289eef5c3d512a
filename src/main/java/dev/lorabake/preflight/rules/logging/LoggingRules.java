package dev.lorabake.preflight.rules.logging;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class LoggingRules {
  private LoggingRules() {}

  public static List<Rule> all() {
    return List.of(new HiddenLog(), new TensorboardWithoutFolder(), new UnreadableTrackerConfig());
  }
}
