package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** An attention that has no way back, or lacks its partner. */
final class AttentionCannotTrain extends PatternRule {
  AttentionCannotTrain() {
    super(
        "attention-cannot-train",
        Topic.MEMORY,
        Severity.ERROR,
        "This kind of attention cannot train: sageattn has no gradients, and xformers needs"
            + " split_attn here",
        "attn_mode",
        "split_attn",
        "use_sage_attn",
        "xformers");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String mode = recipe.text("attn_mode").orElse("");
    boolean switchable =
        recipe.catalog().option("attn_mode").filter(o -> o.isIn(recipe.script())).isPresent();
    boolean xformers =
        switchable && (mode.equals("xformers") || (mode.isEmpty() && recipe.flag("xformers")));
    if (mode.equals("sageattn") || recipe.flag("use_sage_attn")) {
      String option = mode.isEmpty() ? "use_sage_attn" : "attn_mode";
      return found(
              subject,
              "Sage Attention is made for making images: it gives no gradients to train with",
              mode.isEmpty() ? "remove use_sage_attn" : "attn_mode = \"torch\"")
          .about(option)
          .list();
    }
    boolean masked = recipe.family().id().equals("hunyuan-image"); // Anima has no mask to split
    if (!xformers || !masked || recipe.flag("split_attn")) {
      return List.of();
    }
    return found(
            subject,
            "xformers needs split_attn on " + recipe.family().title(),
            "split_attn = true, or attn_mode = \"torch\"")
        .as(Severity.WARNING)
        .fix("split_attn", true)
        .list();
  }
}
