package dev.lorabake.preflight.rules.model;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Chroma's script insists on the mask. */
final class ChromaWithoutAttentionMask extends PatternRule {
  ChromaWithoutAttentionMask() {
    super(
        "chroma-without-attention-mask",
        Topic.MODEL,
        Severity.ERROR,
        "Chroma needs apply_t5_attn_mask, and sd-scripts stops without it",
        "apply_t5_attn_mask",
        "model_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean chroma = subject.recipe().text("model_type").orElse("").equals("chroma");
    if (!chroma || subject.recipe().flag("apply_t5_attn_mask")) {
      return List.of();
    }
    return found(
            subject,
            "model_type chroma without apply_t5_attn_mask: sd-scripts stops",
            "apply_t5_attn_mask = true")
        .fix("apply_t5_attn_mask", true)
        .list();
  }
}
