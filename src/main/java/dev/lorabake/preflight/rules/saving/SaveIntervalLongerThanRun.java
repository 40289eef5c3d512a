package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** An interval that never comes around. */
public final class SaveIntervalLongerThanRun extends PatternRule {
  public SaveIntervalLongerThanRun() {
    super(
        "save-interval-longer-than-run",
        Topic.SAVING,
        Severity.WARNING,
        "The interval between saves is as long as the run, so nothing is saved before the end",
        "save_every_n_epochs",
        "save_every_n_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    check(subject, "save_every_n_steps", subject.plan().totalSteps(), "step", findings);
    if (subject.recipe().whole("save_n_epoch_ratio").orElse(0) <= 0
        && subject.plan().epochs() > 1) {
      check(subject, "save_every_n_epochs", subject.plan().epochs(), "epoch", findings);
    }
    return findings;
  }

  private void check(
      Subject subject, String option, long length, String unit, List<Finding> findings) {
    long every = subject.recipe().whole(option).orElse(0);
    if (every <= 0 || length < 2 || every < length) {
      return;
    }
    long better = Math.max(1, length / 5);
    findings.add(
        found(
                subject,
                option
                    + " is "
                    + every
                    + " and the run has "
                    + Figures.count(length, unit)
                    + ": nothing is saved before the end",
                option + " = " + better)
            .about(option)
            .fix(option, better)
            .finding());
  }
}
