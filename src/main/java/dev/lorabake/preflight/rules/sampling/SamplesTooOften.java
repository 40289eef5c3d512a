package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** Samples every few steps. */
public final class SamplesTooOften extends PatternRule {
  public SamplesTooOften() {
    super(
        "samples-too-often",
        Topic.SAMPLING,
        Severity.ADVICE,
        "Sample images come so often that they take a noticeable part of the time",
        "sample_every_n_steps",
        "sample_every_n_epochs");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    long steps = subject.plan().totalSteps();
    long epochs = Math.max(1, subject.plan().epochs());
    boolean byEpochs = recipe.whole("sample_every_n_epochs").isPresent();
    long every =
        recipe.whole(byEpochs ? "sample_every_n_epochs" : "sample_every_n_steps").orElse(0);
    long between = byEpochs ? every * Math.max(1, steps / epochs) : every;
    if (every <= 0 || between >= 100 || !subject.isActive("sample_prompts")) {
      return List.of();
    }
    long rounds = byEpochs ? epochs / every : steps / every;
    long images = rounds * Prompts.count(recipe);
    if (rounds < 5) {
      return List.of();
    }
    String option = byEpochs ? "sample_every_n_epochs" : "sample_every_n_steps";
    long better = byEpochs ? Math.ceilDiv(100 * every, Math.max(1, between)) : 200;
    return found(
            subject,
            option
                + " is "
                + every
                + ", so images come every "
                + Figures.count(between, "step")
                + ": "
                + images
                + " images with "
                + rounds * Prompts.denoisingSteps(recipe)
                + " denoising steps, beside "
                + steps
                + " steps of training",
            option + " = " + better)
        .about(option)
        .fix(option, better)
        .list();
  }
}
