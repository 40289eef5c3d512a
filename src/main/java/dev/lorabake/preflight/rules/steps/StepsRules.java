package dev.lorabake.preflight.rules.steps;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class StepsRules {
  private StepsRules() {}

  public static List<Rule> all() {
    return List.of(
        new AccumulationLongerThanEpoch(),
        new LastEpochCutShort(),
        new LengthLeftAtDefault(),
        new NoSeed(),
        new Overtraining(),
        new SkippingWithAccumulation(),
        new TrainsNothing(),
        new Undertraining(),
        new ValidationBreaksAccumulation());
  }
}
