package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** The slow and hungry kind of attention. */
final class NoFastAttention extends PatternRule {
  NoFastAttention() {
    super(
        "no-fast-attention",
        Topic.MEMORY,
        Severity.WARNING,
        "Without sdpa or xformers the U-Net computes attention the plain way, which takes far more"
            + " memory and time",
        "sdpa",
        "xformers",
        "mem_eff_attn");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean any = recipe.flag("sdpa") || recipe.flag("xformers") || recipe.flag("mem_eff_attn");
    if (recipe.family().flow() || any) {
      return List.of();
    }
    return found(
            subject,
            "neither sdpa nor xformers is on: attention is computed the plain way",
            "sdpa = true")
        .fix("sdpa", true)
        .list();
  }
}
