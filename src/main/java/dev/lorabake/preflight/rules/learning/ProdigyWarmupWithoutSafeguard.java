package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** A warm-up that spoils Prodigy's estimate. */
final class ProdigyWarmupWithoutSafeguard extends PatternRule {
  ProdigyWarmupWithoutSafeguard() {
    super(
        "prodigy-warmup-without-safeguard",
        Topic.LEARNING,
        Severity.WARNING,
        "A warm-up makes Prodigy estimate far too high a rate unless safeguard_warmup is on",
        "optimizer_args",
        "lr_warmup_steps",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    double warmup = recipe.number("lr_warmup_steps").orElse(0);
    if (!optimizer.is("Prodigy")
        || warmup == 0
        || "True".equals(optimizer.args().get("safeguard_warmup"))) {
      return List.of();
    }
    List<Object> args = new ArrayList<>(recipe.list("optimizer_args"));
    args.removeIf(arg -> arg.toString().startsWith("safeguard_warmup"));
    args.add("safeguard_warmup=True");
    return found(
            subject,
            "Prodigy with lr_warmup_steps "
                + Figures.number(warmup)
                + " and without safeguard_warmup=True",
            "optimizer_args = " + Figures.value(args))
        .fix("optimizer_args", args)
        .list();
  }
}
