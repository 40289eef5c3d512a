package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class WeightsRules {
  private WeightsRules() {}

  public static List<Rule> all() {
    return List.of(
        new BuiltInTextEncoderWins(),
        new CheckpointWithoutParts(),
        new ExtraInputChannels(),
        new IncompleteModelFolder(),
        new LoraOfAnotherAlpha(),
        new LoraOfAnotherModel(),
        new LoraOfAnotherRank(),
        new ModelBehindLink(),
        new ModelInAnotherLayout(),
        new ModelOfAnotherKind(),
        new PickledModel(),
        new PredictionTypeMismatch(),
        new QuantisedModel(),
        new SplitModelFile(),
        new StateOfAnotherNetwork(),
        new UnusableModelFile(),
        new WrongModelEnding(),
        new ZeroTerminalSnrLeftOut());
  }
}
