package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.weights.ModelContents;
import dev.lorabake.weights.ModelKind;
import dev.lorabake.weights.ModelPart;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Weights to go on from, or to train upon, of which nothing fits. */
final class LoraOfAnotherModel extends PatternRule {
  LoraOfAnotherModel() {
    super(
        "lora-of-another-model",
        Topic.WEIGHTS,
        Severity.ERROR,
        "The weights are no LoRA of this model and network type: sd-scripts loads nothing of them"
            + " and does not stop",
        "network_weights",
        "base_weights");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (NamedLora named : NamedLora.of(subject)) {
      ModelContents contents = named.file().contents();
      String why = contents == null ? null : why(subject, contents);
      if (why != null) {
        findings.add(
            found(
                    subject,
                    named.title() + " " + why + ": nothing of it would be loaded",
                    "name a LoRA that was trained with this family and network type, or remove "
                        + named.option())
                .about(named.option())
                .finding());
      }
    }
    return findings;
  }

  private static @Nullable String why(Subject subject, ModelContents contents) {
    if (contents.lora().isLora()) {
      return LoraMatch.stranger(subject.recipe(), contents.lora());
    }
    return contents.parts().stream()
        .map(ModelPart::kind)
        .filter(kind -> kind != ModelKind.LORA)
        .findFirst()
        .map(kind -> "is " + kind.title() + ", not a LoRA")
        .orElse(null);
  }
}
