package dev.lorabake.preflight.rules.steps;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Skipped steps that are counted as batches. */
final class SkippingWithAccumulation extends PatternRule {
  SkippingWithAccumulation() {
    super(
        "skipping-with-accumulation",
        Topic.STEPS,
        Severity.WARNING,
        "Continuing by skip_until_initial_step with gradient accumulation skips too"
            + " much: sd-scripts mixes up steps and batches",
        "skip_until_initial_step",
        "gradient_accumulation_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    long accumulation = subject.recipe().whole("gradient_accumulation_steps").orElse(1);
    if (accumulation < 2 || !subject.recipe().flag("skip_until_initial_step")) {
      return List.of();
    }
    boolean all = subject.plan().totalSteps() > 0 && subject.plan().course().updates() == 0;
    return found(
            subject,
            "skip_until_initial_step with gradient_accumulation_steps "
                + accumulation
                + (all ? " skips all epochs, and no step is made" : " skips too many epochs")
                + ": sd-scripts divides batches by steps",
            "remove skip_until_initial_step: the run then continues at the start of an epoch")
        .as(all ? Severity.ERROR : Severity.WARNING)
        .remove("skip_until_initial_step")
        .choice()
        .list();
  }
}
