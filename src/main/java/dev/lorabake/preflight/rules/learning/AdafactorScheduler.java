package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A falling schedule for an Adafactor with a fixed rate. */
final class AdafactorScheduler extends PatternRule {
  AdafactorScheduler() {
    super(
        "adafactor-scheduler",
        Topic.LEARNING,
        Severity.ADVICE,
        "Adafactor with a rate of yours runs best with constant_with_warmup, as sd-scripts itself"
            + " recommends",
        "lr_scheduler",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    String scheduler = recipe.text("lr_scheduler").orElse("");
    if (!optimizer.is("Adafactor")
        || optimizer.isRelativeAdafactor()
        || scheduler.startsWith("constant")
        || scheduler.startsWith("adafactor")
        || recipe.isSet("lr_scheduler_type")) {
      return List.of();
    }
    return found(
            subject,
            "lr_scheduler "
                + scheduler
                + " with Adafactor; sd-scripts recommends"
                + " constant_with_warmup",
            "lr_scheduler = \"constant_with_warmup\"")
        .fix("lr_scheduler", "constant_with_warmup")
        .list();
  }
}
