package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A ratio of LoRA+ that freezes what it should speed up. */
final class LoraplusRatioNotPositive extends PatternRule {

  private static final String COMMON = "loraplus_lr_ratio";
  private static final String MODEL = "loraplus_unet_lr_ratio";
  private static final String TEXT = "loraplus_text_encoder_lr_ratio";

  LoraplusRatioNotPositive() {
    super(
        "loraplus-ratio-not-positive",
        Topic.NETWORK,
        Severity.ERROR,
        "A LoRA+ ratio of 0 freezes the half of the network that starts at zero, so that nothing is"
            + " learnt; below 0 it learns backwards",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenNetwork network = ChosenNetwork.of(recipe);
    TrainedParts parts = TrainedParts.of(recipe);
    List<Finding> findings = new ArrayList<>();
    if (network.reads(COMMON, recipe.family())) {
      if (parts.model()) {
        judge(subject, network, MODEL, findings);
      }
      if (parts.textEncoder()) {
        judge(subject, network, TEXT, findings);
      }
    }
    return findings.stream().distinct().toList();
  }

  /** A part's own ratio of 0 counts as not set; then the common one holds. */
  private void judge(Subject subject, ChosenNetwork network, String own, List<Finding> findings) {
    OptionalDouble ownRatio = ratio(network, own);
    OptionalDouble common = ratio(network, COMMON);
    boolean ownHolds = ownRatio.isPresent() && (ownRatio.getAsDouble() != 0 || common.isEmpty());
    String key = ownHolds ? own : COMMON;
    OptionalDouble holds = ownHolds ? ownRatio : common;
    if (holds.isPresent() && holds.getAsDouble() <= 0) {
      findings.add(
          found(
                  subject,
                  "network_args has "
                      + key
                      + "="
                      + Figures.number(holds.getAsDouble())
                      + (holds.getAsDouble() < 0
                          ? ": half of the network learns backwards"
                          : ": half of the network stays at zero, and nothing is learnt"),
                  key + "=16 is usual; leave it out for no LoRA+")
              .finding());
    } else if (ownRatio.isPresent() && ownRatio.getAsDouble() == 0) {
      findings.add(
          found(
                  subject,
                  "network_args has " + own + "=0, which counts as if it were not there",
                  own + "=1 is no LoRA+ for this part")
              .as(Severity.WARNING)
              .finding());
    }
  }

  private static OptionalDouble ratio(ChosenNetwork network, String key) {
    return Literal.plainNumber(network.args().getOrDefault(key, ""));
  }
}
