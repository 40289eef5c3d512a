package dev.lorabake.preflight.rules.model;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class ModelRules {
  private ModelRules() {}

  public static List<Rule> all() {
    return List.of(
        new BeyondPositionTable(),
        new ChromaWithGuidance(),
        new ChromaWithoutAttentionMask(),
        new FluxGuidance(),
        new FluxPredictionType(),
        new FluxTimestepSampling(),
        new ModelIsNoFile(),
        new PlainFp8OnHunyuan(),
        new SdTwoWithoutVelocity(),
        new SdxlWithV2());
  }
}
