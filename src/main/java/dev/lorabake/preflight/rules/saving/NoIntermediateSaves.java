package dev.lorabake.preflight.rules.saving;

import dev.lorabake.plan.Plan;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.OptionalLong;

/** One file at the end, or none. */
final class NoIntermediateSaves extends PatternRule {
  private static final long LONG_RUN = 600;

  NoIntermediateSaves() {
    super(
        "no-intermediate-saves",
        Topic.SAVING,
        Severity.WARNING,
        "Only the end of the run is saved: no earlier state can be picked, and a crash loses"
            + " everything",
        "save_every_n_epochs",
        "save_every_n_steps",
        "save_n_epoch_ratio");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Plan plan = subject.plan();
    if (plan.totalSteps() < LONG_RUN || plan.checkpoints().size() != 1) {
      return List.of();
    }
    OptionalLong every = subject.recipe().whole("save_every_n_epochs");
    String why =
        every.isPresent()
            ? "save_every_n_epochs is "
                + every.getAsLong()
                + ", and the run has "
                + Figures.count(plan.epochs(), "epoch")
                + ": "
            : "";
    boolean epochs = plan.epochs() > 1;
    long step = Math.max(100, plan.totalSteps() / 5 / 100 * 100);
    return found(
            subject,
            why + "only the end of " + plan.totalSteps() + " steps is saved",
            epochs
                ? "save_every_n_epochs = " + Math.max(1, plan.epochs() / 5)
                : "save_every_n_steps = " + step)
        .fix(
            epochs ? "save_every_n_epochs" : "save_every_n_steps",
            epochs ? Math.max(1, plan.epochs() / 5) : step)
        .list();
  }
}
