package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
import java.util.List;

/** A part that is in the file and never changes. */
final class PartFrozenByZeroRate extends PatternRule {
  PartFrozenByZeroRate() {
    super(
        "part-frozen-by-zero-rate",
        Topic.NETWORK,
        Severity.ADVICE,
        "A rate of 0 freezes a part, but it is still made, computed and saved",
        "text_encoder_lr",
        "unet_lr",
        "network_train_unet_only");
  }

  @Override
  public List<Finding> check(Subject subject) {
    TrainedParts parts = TrainedParts.of(subject.recipe());
    if (parts.rates().isEmpty() || !parts.model() || !parts.textEncoder()) {
      return List.of();
    }
    boolean frozenText = parts.textEncoderRates().stream().allMatch(rate -> rate == 0);
    if (frozenText && !parts.textEncoderRates().isEmpty()) {
      return found(
              subject,
              "text_encoder_lr 0 freezes the text encoder, but it is still made, computed and"
                  + " saved",
              "network_train_unet_only = true leaves it out and saves memory")
          .fix("network_train_unet_only", true)
          .list();
    }
    return List.of();
  }
}
