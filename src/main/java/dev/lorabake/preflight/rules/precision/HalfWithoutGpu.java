package dev.lorabake.preflight.rules.precision;

import dev.lorabake.machine.Machine;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** fp16 on a processor. */
final class HalfWithoutGpu extends PatternRule {
  HalfWithoutGpu() {
    super(
        "half-without-gpu",
        Topic.PRECISION,
        Severity.ERROR,
        "A processor does not train in fp16: the first step fails with mixed types",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Machine machine = subject.machine();
    boolean processor = machine.python() != null && !machine.named() && machine.gpus().isEmpty();
    boolean half = subject.recipe().text("mixed_precision").orElse("").equals("fp16");
    if (!processor || !half) {
      return List.of();
    }
    return found(
            subject,
            "mixed_precision fp16 and no GPU: the first step fails",
            "mixed_precision = \"no\" on the processor, or name the card with --gpu")
        .fix("mixed_precision", "no")
        .list();
  }
}
