package dev.lorabake.preflight.rules.environment;

import dev.lorabake.machine.Gpu;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** xformers lags behind the newest cards. */
final class XformersOnNewGpu extends PatternRule {
  XformersOnNewGpu() {
    super(
        "xformers-on-new-gpu",
        Topic.ENVIRONMENT,
        Severity.WARNING,
        "Builds of xformers often have no code for RTX 50 cards, and sdpa is as fast there",
        "xformers",
        "attn_mode");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    Recipe recipe = subject.recipe();
    boolean unet = !recipe.family().flow();
    boolean used =
        (unet && recipe.flag("xformers")) || recipe.text("attn_mode").orElse("").equals("xformers");
    if (gpu == null || gpu.computeCapability().major() < 12 || !used) {
      return List.of();
    }
    Draft draft =
        found(
            subject,
            "xformers on "
                + gpu.name()
                + ": many builds have no code for compute capability "
                + gpu.computeCapability(),
            unet ? "sdpa = true instead of xformers" : "attn_mode = \"torch\"");
    return unet
        ? draft.remove("xformers").fix("sdpa", true).list()
        : draft.fix("attn_mode", "torch").list();
  }
}
