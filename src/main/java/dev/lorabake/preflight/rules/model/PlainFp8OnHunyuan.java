package dev.lorabake.preflight.rules.model;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** 8 bits without scales, on a model that has an option for 8 bits with them. */
final class PlainFp8OnHunyuan extends PatternRule {
  PlainFp8OnHunyuan() {
    super(
        "plain-fp8-on-hunyuan",
        Topic.MODEL,
        Severity.WARNING,
        "HunyuanImage is not supported with fp8_base: every layer is rounded to 8 bits without"
            + " scales",
        "fp8_base",
        "fp8_base_unet",
        "fp8_scaled");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String option = recipe.flag("fp8_base") ? "fp8_base" : "fp8_base_unet";
    if (!recipe.family().id().equals("hunyuan-image")
        || !recipe.flag(option)
        || recipe.flag("fp8_scaled")) {
      return List.of();
    }
    return found(
            subject,
            option
                + " on HunyuanImage rounds every layer to 8 bits without scales, which"
                + " sd-scripts does not support",
            "fp8_scaled = true instead")
        .about(option)
        .remove(option)
        .fix("fp8_scaled", true)
        .choice()
        .list();
  }
}
