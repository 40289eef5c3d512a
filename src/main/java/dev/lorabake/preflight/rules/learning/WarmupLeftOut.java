package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A scheduler that is there for its warm-up, without one. */
final class WarmupLeftOut extends PatternRule {
  WarmupLeftOut() {
    super(
        "warmup-left-out",
        Topic.LEARNING,
        Severity.ADVICE,
        "constant_with_warmup without lr_warmup_steps is plain constant",
        "lr_scheduler",
        "lr_warmup_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean none = recipe.number("lr_warmup_steps").orElse(1) == 0;
    boolean here = recipe.text("lr_scheduler").orElse("").equals("constant_with_warmup");
    if (!here || !none || recipe.isSet("lr_scheduler_type")) {
      return List.of();
    }
    long steps = Math.max(1, subject.plan().totalSteps() / 20);
    return found(
            subject,
            "lr_scheduler constant_with_warmup has no lr_warmup_steps: it is plain constant",
            "lr_warmup_steps = "
                + steps
                + ", a twentieth of the run, or lr_scheduler ="
                + " \"constant\"")
        .fix("lr_warmup_steps", steps)
        .list();
  }
}
