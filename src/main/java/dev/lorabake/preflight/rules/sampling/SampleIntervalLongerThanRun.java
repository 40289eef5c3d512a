package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** An interval that never comes around. */
final class SampleIntervalLongerThanRun extends PatternRule {
  SampleIntervalLongerThanRun() {
    super(
        "sample-interval-longer-than-run",
        Topic.SAMPLING,
        Severity.WARNING,
        "The interval between samples is longer than the run, so there will be none",
        "sample_every_n_steps",
        "sample_every_n_epochs");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean byEpochs = recipe.whole("sample_every_n_epochs").isPresent();
    String option = byEpochs ? "sample_every_n_epochs" : "sample_every_n_steps";
    long every = recipe.whole(option).orElse(0);
    long length = byEpochs ? subject.plan().epochs() : subject.plan().totalSteps();
    if (every <= length || length <= 0 || !subject.isActive("sample_prompts")) {
      return List.of();
    }
    long better = Math.max(1, length / 5);
    return found(
            subject,
            option
                + " is "
                + every
                + " and the run has "
                + Figures.count(length, byEpochs ? "epoch" : "step")
                + ": no sample will be made",
            option + " = " + better)
        .about(option)
        .fix(option, better)
        .list();
  }
}
