package dev.lorabake.preflight.rules.environment;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A training on the CPU. */
public final class NoGpu extends PatternRule {
  public NoGpu() {
    super(
        "no-gpu",
        Topic.ENVIRONMENT,
        Severity.WARNING,
        "Without an NVIDIA GPU the training runs on the CPU and takes days");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (subject.machine().gpu().isPresent()) {
      return List.of();
    }
    long steps = subject.plan().totalSteps();
    return found(
            subject,
            "no NVIDIA GPU was found: "
                + (steps > 0
                    ? Figures.count(steps, "step") + " on the CPU take"
                    : "the training takes")
                + " many hours to days",
            "train on a machine with a GPU; to check and plan for one that is not here, name it:"
                + " [machine] gpu = \"RTX 3060\"")
        .list();
  }
}
