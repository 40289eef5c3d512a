package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** An epoch that shows each image very often. */
public final class ManyRepeats extends PatternRule {
  public ManyRepeats() {
    super(
        "many-repeats",
        Topic.DATASET,
        Severity.ADVICE,
        "Each image is repeated so often in an epoch that checkpoints and samples by"
            + " epoch come late",
        "num_repeats",
        "max_train_epochs");
  }

  @Override
  public List<Finding> check(Subject subject) {
    long images = Planned.distinct(subject);
    long samples = subject.plan().images().train();
    if (images == 0 || samples < MANY * images) {
      return List.of();
    }
    long repeats = samples / images;
    return found(
            subject,
            "an epoch shows each image about "
                + repeats
                + " times, and has "
                + Figures.count(subject.plan().updatesPerEpoch(), "step")
                + ": what happens by epoch happens seldom",
            "num_repeats = 10 with "
                + repeats / 10
                + " times the epochs trains the same and saves, samples and shuffles more often")
        .about(subject.recipe().datasets().isEmpty() ? "train_data_dir" : "num_repeats")
        .list();
  }

  private static final long MANY = 100;
}
