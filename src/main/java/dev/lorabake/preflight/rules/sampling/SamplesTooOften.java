package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.plan.Plan;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.OptionalLong;

/** Samples that take longer than the training. */
final class SamplesTooOften extends PatternRule {
  /** A sample of 30 denoising steps takes about as long as this many training steps. */
  private static final int STEPS_OF_A_SAMPLE = 15;

  SamplesTooOften() {
    super(
        "samples-too-often",
        Topic.SAMPLING,
        Severity.WARNING,
        "Samples are made so often that they take a large part of the time",
        "sample_every_n_steps",
        "sample_every_n_epochs");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    Plan plan = subject.plan();
    long prompts = Math.max(1, subject.samples().size());
    boolean any = !recipe.samples().isEmpty() || recipe.text("sample_prompts").isPresent();
    OptionalLong epochs = recipe.whole("sample_every_n_epochs");
    OptionalLong steps = recipe.whole("sample_every_n_steps");
    boolean byEpoch = epochs.isPresent() && epochs.getAsLong() > 0;
    boolean byStep = !byEpoch && steps.isPresent() && steps.getAsLong() > 0;
    if (!any || plan.totalSteps() <= 0 || (!byEpoch && !byStep)) {
      return List.of();
    }
    long rounds =
        byEpoch ? plan.epochs() / epochs.getAsLong() : plan.totalSteps() / steps.getAsLong();
    long images = rounds * prompts;
    if (images < 10 || images * STEPS_OF_A_SAMPLE < plan.totalSteps()) {
      return List.of();
    }
    long sensible = Math.max(100, plan.totalSteps() / 10 / 50 * 50);
    String option = byEpoch ? "sample_every_n_epochs" : "sample_every_n_steps";
    Draft draft =
        found(
                subject,
                Figures.count(images, "sample image")
                    + " in a run of "
                    + plan.totalSteps()
                    + " steps: they take about as long as the training, or longer",
                byEpoch
                    ? "sample_every_n_epochs = " + Math.max(2, plan.epochs() / 10)
                    : "sample_every_n_steps = " + sensible)
            .about(option);
    return byEpoch
        ? draft.fix(option, Math.max(2, plan.epochs() / 10)).list()
        : draft.fix(option, sensible).list();
  }
}
