package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** 8-bit optimizers on a machine without any GPU. */
public final class EightBitOptimizerWithoutGpu extends PatternRule {
  public EightBitOptimizerWithoutGpu() {
    super(
        "eight-bit-optimizer-without-gpu",
        Topic.ENVIRONMENT,
        Severity.WARNING,
        "The package bitsandbytes computes its optimizers on a GPU, and the machine has none",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    OptimizerType type =
        subject
            .recipe()
            .text("optimizer_type")
            .flatMap(subject.recipe().catalog()::optimizer)
            .orElse(null);
    if (subject.machine().gpu().isPresent()
        || type == null
        || !"bitsandbytes".equals(type.pythonPackage())) {
      return List.of();
    }
    return found(
            subject,
            type.name()
                + " comes from bitsandbytes, which needs a GPU, and no NVIDIA GPU was found",
            "optimizer_type = \"AdamW\"; where the training is to run elsewhere, name the card:"
                + " [machine] gpu = \"RTX 3060\"")
        .fix("optimizer_type", "AdamW")
        .list();
  }
}
