package dev.lorabake.preflight.rules.environment;

import dev.lorabake.machine.Machine;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** An environment for training, and no card. */
final class NoGpu extends PatternRule {
  NoGpu() {
    super(
        "no-gpu",
        Topic.ENVIRONMENT,
        Severity.WARNING,
        "No NVIDIA GPU was found: training would run on the processor, hundreds of times slower");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Machine machine = subject.machine();
    if (machine.python() == null || machine.named() || !machine.gpus().isEmpty()) {
      return List.of();
    }
    return found(
            subject,
            "no NVIDIA GPU was found on this machine: training would run on the processor",
            "name the card to plan for, as in --gpu \"RTX 3060 12GB\", or check the driver with"
                + " nvidia-smi")
        .about("gpu")
        .list();
  }
}
