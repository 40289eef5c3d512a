package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Steps taken for a number of files. */
final class SaveLastCountsSteps extends PatternRule {
  SaveLastCountsSteps() {
    super(
        "save-last-counts-steps",
        Topic.SAVING,
        Severity.WARNING,
        "save_last_n_steps counts steps, not checkpoints: below the interval only the newest is"
            + " kept",
        "save_last_n_steps",
        "save_every_n_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    long last = subject.recipe().whole("save_last_n_steps").orElse(0);
    long every = subject.recipe().whole("save_every_n_steps").orElse(0);
    if (last <= 0 || every <= 0 || last >= every) {
      return List.of();
    }
    long better = last <= 50 ? last * every : every;
    return found(
            subject,
            "save_last_n_steps is "
                + last
                + " and save_every_n_steps is "
                + every
                + ": it counts steps, so each save removes the one before",
            "save_last_n_steps = "
                + better
                + " keeps the saves of the last "
                + Figures.count(better, "step"))
        .fix("save_last_n_steps", better)
        .list();
  }
}
