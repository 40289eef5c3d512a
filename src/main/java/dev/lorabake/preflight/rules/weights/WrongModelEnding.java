package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.ModelFile;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** A safetensors file under a name that makes sd-scripts unpickle it. */
final class WrongModelEnding extends PatternRule {
  WrongModelEnding() {
    super(
        "wrong-model-ending",
        Topic.WEIGHTS,
        Severity.ERROR,
        "A safetensors file without the ending .safetensors is read as a pickle, which fails",
        Expected.BASE,
        "vae",
        "qwen3",
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
    NamedFile.models(subject).forEach(n -> check(subject, n.option(), n.file(), findings));
    NamedLora.of(subject).forEach(n -> check(subject, n.option(), n.file(), findings));
    return findings;
  }

  private void check(Subject subject, String option, ModelFile file, List<Finding> findings) {
    if (file.contents() != null && ByEnding.unpickles(subject.recipe(), option, file)) {
      findings.add(
          found(
                  subject,
                  option
                      + " "
                      + file.path().getFileName()
                      + " is safetensors under another ending: sd-scripts takes it for a pickle"
                      + " and stops",
                  "rename it so that it ends in .safetensors")
              .about(option)
              .finding());
    }
  }
}
