package dev.lorabake.preflight.rules.precision;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class PrecisionRules {
  private PrecisionRules() {}

  public static List<Rule> all() {
    return List.of(
        new BfloatOnOldGpu(),
        new EightBitBaseInFullPrecision(),
        new FullHalfWithoutHalf(),
        new HalfOnBfloatModel(),
        new HalfOnGtx16(),
        new HalfWithoutGpu(),
        new NoMixedPrecision(),
        new SavePrecisionLeftAtDefault(),
        new SavePrecisionMismatch(),
        new SdxlVaeInHalf());
  }
}
