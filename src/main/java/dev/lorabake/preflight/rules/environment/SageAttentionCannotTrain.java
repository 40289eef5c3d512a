package dev.lorabake.preflight.rules.environment;

import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** An attention that is made for images only. */
public final class SageAttentionCannotTrain extends PatternRule {
  public SageAttentionCannotTrain() {
    super(
        "sage-attention-cannot-train",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "SageAttention has no backward pass: nothing is learnt, or the first step fails",
        "attn_mode",
        "use_sage_attn");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean mode = subject.recipe().text("attn_mode").filter("sageattn"::equals).isPresent();
    boolean lumina = subject.recipe().flag("use_sage_attn");
    if (!mode && !lumina) {
      return List.of();
    }
    Draft draft =
        found(
                subject,
                (mode ? "attn_mode is \"sageattn\"" : "use_sage_attn is set")
                    + ": SageAttention computes no gradients, it is for making images only",
                mode ? "attn_mode = \"torch\"" : "remove use_sage_attn")
            .about(mode ? "attn_mode" : "use_sage_attn");
    return (mode ? draft.fix("attn_mode", "torch") : draft.remove("use_sage_attn")).list();
  }
}
