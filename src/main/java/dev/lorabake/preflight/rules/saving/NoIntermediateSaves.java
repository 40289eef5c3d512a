package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.stream.Stream;

/** A long run with one checkpoint. */
public final class NoIntermediateSaves extends PatternRule {
  private static final long LONG = 400;

  public NoIntermediateSaves() {
    super(
        "no-intermediate-saves",
        Topic.SAVING,
        Severity.WARNING,
        "Only the end is saved: a crash loses all, and a better earlier state cannot be chosen",
        "save_every_n_epochs",
        "save_every_n_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean saves =
        Stream.of("save_every_n_epochs", "save_every_n_steps", "save_n_epoch_ratio")
            .anyMatch(recipe::isSet);
    long steps = subject.plan().totalSteps();
    if (saves || steps < LONG) {
      return List.of();
    }
    long epochs = subject.plan().epochs();
    boolean byEpochs = epochs >= 3;
    String option = byEpochs ? "save_every_n_epochs" : "save_every_n_steps";
    long every = byEpochs ? Math.max(1, Math.ceilDiv(epochs, 8)) : Math.max(50, steps / 500 * 100);
    return found(
            subject,
            "nothing is saved before the end of "
                + Figures.count(steps, "step")
                + ": a crash loses everything, and an overtrained LoRA cannot be exchanged for an"
                + " earlier one",
            option + " = " + every)
        .fix(option, every)
        .list();
  }
}
