package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.weights.UnreadableWeights;
import dev.lorabake.weights.UnreadableWeights.Reason;
import java.util.ArrayList;
import java.util.List;

/** A checkpoint that can run code. */
final class PickledModel extends PatternRule {
  PickledModel() {
    super(
        "pickled-model",
        Topic.WEIGHTS,
        Severity.ERROR,
        "A .ckpt checkpoint is a pickle, and loading one runs whatever code it holds",
        Expected.BASE,
        "vae");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (NamedFile named : NamedFile.models(subject)) {
      UnreadableWeights problem = named.file().problem();
      boolean pickle = problem != null && problem.reason() == Reason.PICKLE;
      if (pickle
          && !named.option().equals("qwen3")
          && ByEnding.unpickles(subject.recipe(), named.option(), named.file())) {
        findings.add(
            found(
                    subject,
                    named.title()
                        + " is a pickle: loading it may run code, and newer PyTorch may refuse it",
                    "take the model's .safetensors file; if you trust its maker,"
                        + " allow = [\"pickled-model\"] in [check]")
                .about(named.option())
                .finding());
      }
    }
    return findings;
  }
}
