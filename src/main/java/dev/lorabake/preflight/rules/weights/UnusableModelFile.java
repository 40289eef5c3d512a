package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.ModelFile;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.weights.UnreadableWeights;
import dev.lorabake.weights.UnreadableWeights.Reason;
import java.util.ArrayList;
import java.util.List;

/** A download that is not the model: a page, a pointer, a part of it. */
final class UnusableModelFile extends PatternRule {
  UnusableModelFile() {
    super(
        "unusable-model-file",
        Topic.WEIGHTS,
        Severity.ERROR,
        "A model file is empty, cut off, damaged, a web page, or of a format that sd-scripts"
            + " cannot read",
        Expected.optionsAnd("network_weights", "base_weights"));
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (NamedFile named : NamedFile.models(subject)) {
      check(subject, named.option(), named.file(), findings);
    }
    for (NamedLora lora : NamedLora.of(subject)) {
      check(subject, lora.option(), lora.file(), findings);
    }
    return findings;
  }

  private void check(Subject subject, String option, ModelFile file, List<Finding> findings) {
    UnreadableWeights problem = file.problem();
    if (problem == null) {
      return;
    }
    boolean unpickled = ByEnding.unpickles(subject.recipe(), option, file);
    Reason reason = problem.reason();
    if (unpickled && (reason == Reason.PICKLE || reason == Reason.NOT_SAFETENSORS)) {
      return; // may well be a checkpoint of PyTorch
    }
    findings.add(
        found(
                subject,
                option + " " + file.path().getFileName() + ": " + problem.getMessage(),
                help(reason))
            .about(option)
            .finding());
  }

  private static String help(Reason reason) {
    return switch (reason) {
      case EMPTY, HTML_PAGE, TRUNCATED, DAMAGED ->
          "download it again, and compare its size with the one shown on its page";
      case PART_MISSING -> "put all parts of the model into one folder";
      case GIT_LFS_POINTER -> "fetch it with git lfs pull, or download the file itself";
      case GGUF -> "take the model as .safetensors in bf16, fp16 or plain fp8";
      case PICKLE -> "take the model's .safetensors file; it cannot run code either";
      case NOT_SAFETENSORS -> "take the model's .safetensors file";
    };
  }
}
