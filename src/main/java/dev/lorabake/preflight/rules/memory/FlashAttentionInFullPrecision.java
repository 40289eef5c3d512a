package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** An attention that computes in half precision only. */
final class FlashAttentionInFullPrecision extends PatternRule {

  FlashAttentionInFullPrecision() {
    super(
        "flash-attention-in-full-precision",
        Topic.MEMORY,
        Severity.ERROR,
        "Flash attention takes fp16 and bf16 only, and sd-scripts fails at the first"
            + " step without mixed precision",
        "attn_mode",
        "use_flash_attn",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean switchable =
        recipe.catalog().option("attn_mode").filter(o -> o.isIn(recipe.script())).isPresent();
    boolean mode = switchable && recipe.text("attn_mode").orElse("").equals("flash");
    boolean lumina = recipe.family().id().equals("lumina") && recipe.flag("use_flash_attn");
    boolean full = recipe.text("mixed_precision").orElse("no").equals("no");
    if (!full || (!mode && !lumina)) {
      return List.of();
    }
    return found(
            subject,
            "flash attention does not work with mixed_precision no: sd-scripts fails at the first"
                + " step",
            "mixed_precision = \"bf16\"")
        .fix("mixed_precision", "bf16")
        .list();
  }
}
