package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.weights.LoraContents;
import java.util.List;
import java.util.OptionalDouble;

/** Training at one strength, and a file that says another (networks/lora.py, load_weights). */
final class LoraOfAnotherAlpha extends PatternRule {
  LoraOfAnotherAlpha() {
    super(
        "lora-of-another-alpha",
        Topic.WEIGHTS,
        Severity.WARNING,
        "network_weights has another alpha than network_alpha: the saved LoRA acts with another"
            + " strength than it was trained with",
        "network_weights",
        "network_alpha");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    OptionalDouble alpha = recipe.number("network_alpha");
    double old = NamedLora.toGoOnFrom(subject).flatMap(LoraContents::alpha).orElse(Double.NaN);
    if (recipe.flag("dim_from_weights")
        || alpha.isEmpty()
        || Double.isNaN(old)
        || old == alpha.getAsDouble()) {
      return List.of();
    }
    return found(
            subject,
            "network_weights was trained with alpha %s, and network_alpha is %s: training scales by"
                    .formatted(Figures.number(old), Figures.number(alpha.getAsDouble()))
                + " the new one, and the file keeps the old one",
            "network_alpha = " + Figures.number(old))
        .fix("network_alpha", old)
        .choice()
        .list();
  }
}
