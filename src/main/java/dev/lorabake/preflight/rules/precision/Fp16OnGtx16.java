package dev.lorabake.preflight.rules.precision;

import dev.lorabake.machine.Gpu;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** fp16 on the Turing cards that have no tensor cores. */
public final class Fp16OnGtx16 extends PatternRule {
  public Fp16OnGtx16() {
    super(
        "fp16-on-gtx16",
        Topic.PRECISION,
        Severity.WARNING,
        "Training in fp16 on a GTX 16xx is known to give NaN: black samples and a loss of nan",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    boolean fp16 = subject.recipe().text("mixed_precision").filter("fp16"::equals).isPresent();
    if (gpu == null || !fp16 || !FaultyHalf.has(gpu)) {
      return List.of();
    }
    Draft draft =
        found(
                subject,
                "mixed_precision is \"fp16\", and the "
                    + gpu.name()
                    + " is known to compute NaN in it",
                "mixed_precision = \"no\" where the memory allows it; else watch the first losses"
                    + " and stop at nan")
            .fix("mixed_precision", "no");
    if (subject.recipe().flag("full_fp16")) {
      draft.remove("full_fp16");
    }
    return draft.list();
  }
}
