package dev.lorabake.preflight.rules.precision;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A checkpoint coarser than the training. */
public final class Bf16CheckpointLosesDigits extends PatternRule {
  public Bf16CheckpointLosesDigits() {
    super(
        "bf16-checkpoint-loses-digits",
        Topic.PRECISION,
        Severity.ADVICE,
        "A LoRA trained in fp16 or fp32 is saved in bf16, which keeps three bits less of every"
            + " value",
        "save_precision",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String mixed = subject.recipe().text("mixed_precision").orElse("no");
    boolean bf16 = subject.recipe().text("save_precision").filter("bf16"::equals).isPresent();
    if (!bf16 || mixed.equals("bf16")) {
      return List.of();
    }
    return found(
            subject,
            "save_precision is \"bf16\" and mixed_precision is \""
                + mixed
                + "\": bf16 keeps 8 bits of every value where fp16 keeps 11, in a file of the same"
                + " size",
            "save_precision = \"fp16\"")
        .fix("save_precision", "fp16")
        .list();
  }
}
