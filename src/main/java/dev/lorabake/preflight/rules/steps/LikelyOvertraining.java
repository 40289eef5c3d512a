package dev.lorabake.preflight.rules.steps;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A run that copies its images. */
public final class LikelyOvertraining extends PatternRule {
  public LikelyOvertraining() {
    super(
        "likely-overtraining",
        Topic.STEPS,
        Severity.WARNING,
        "Each image is seen so often that the LoRA copies the images instead of learning"
            + " the subject",
        "max_train_epochs",
        "max_train_steps",
        "num_repeats");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Exposure exposure = Exposure.of(subject.plan()).orElse(null);
    Exposure.Usual usual = Exposure.usual(subject.recipe().family());
    if (exposure == null
        || exposure.perImage() <= usual.most()
        || exposure.samples() <= 2 * usual.fewSamples()) {
      return List.of();
    }
    double factor =
        Math.max(100 / exposure.perImage(), 2 * usual.fewSamples() / exposure.samples());
    return Longer.by(
            found(
                subject,
                "each image is seen "
                    + Figures.number(Math.rint(exposure.perImage()))
                    + " times in "
                    + Figures.count(subject.plan().totalSteps(), "step")
                    + ": beyond "
                    + Figures.number(usual.most())
                    + " the images are usually copied and prompts lose their hold",
                Longer.text(subject, factor)
                    + "; keep checkpoints between and compare their samples"),
            subject,
            factor)
        .list();
  }
}
