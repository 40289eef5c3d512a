package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.weights.ModelContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An SD3 checkpoint with text encoders of its own (library/sd3_utils.py). */
final class BuiltInTextEncoderWins extends PatternRule {
  /** CLIP-L is not among them: there the file that is named wins. */
  private static final Map<String, String> BUILT_IN =
      Map.of(
          "clip_g",
          "text_encoders.clip_g.transformer.text_model.embeddings.position_embedding.weight",
          "t5xxl",
          "text_encoders.t5xxl.transformer.encoder.block.0.layer.0.SelfAttention.k.weight");

  BuiltInTextEncoderWins() {
    super(
        "built-in-text-encoder-wins",
        Topic.WEIGHTS,
        Severity.WARNING,
        "The SD3 checkpoint holds this text encoder itself, and sd-scripts does not read the file"
            + " that is named",
        "clip_g",
        "t5xxl");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ModelContents contents = subject.models().contents(Expected.BASE).orElse(null);
    List<Finding> findings = new ArrayList<>();
    if (contents == null || !subject.recipe().family().id().equals("sd3")) {
      return findings;
    }
    for (String option : options()) {
      boolean named = subject.models().of(option).isPresent();
      if (named && contents.has(BUILT_IN.getOrDefault(option, ""))) {
        findings.add(
            found(
                    subject,
                    option
                        + " has no effect: the checkpoint holds that text encoder, and its own"
                        + " is taken",
                    "remove " + option + ", or take a checkpoint without text encoders")
                .about(option)
                .remove(option)
                .finding());
      }
    }
    return findings;
  }
}
