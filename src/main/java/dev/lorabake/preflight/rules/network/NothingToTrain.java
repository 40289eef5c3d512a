package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
import java.util.List;

/** Every rate is zero. */
final class NothingToTrain extends PatternRule {
  NothingToTrain() {
    super(
        "nothing-to-train",
        Topic.NETWORK,
        Severity.ERROR,
        "All learning rates of the trained parts are 0, and sd-scripts stops with an empty"
            + " parameter list",
        "learning_rate",
        "unet_lr",
        "text_encoder_lr");
  }

  @Override
  public List<Finding> check(Subject subject) {
    TrainedParts parts = TrainedParts.of(subject.recipe());
    boolean usable = parts.modelRate().isPresent() && !parts.textEncoderRates().isEmpty();
    if (!usable || !parts.rates().isEmpty() || (!parts.model() && !parts.textEncoder())) {
      return List.of();
    }
    return found(
            subject,
            "the learning rate of every trained part is 0",
            parts.model() ? "unet_lr = 1e-4" : "text_encoder_lr = [5e-5]")
        .list();
  }
}
