package dev.lorabake.preflight.rules.model;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** SDXL is no SD 2. */
final class SdxlWithV2 extends PatternRule {
  SdxlWithV2() {
    super(
        "sdxl-with-v2",
        Topic.MODEL,
        Severity.ERROR,
        "The option v2 means Stable Diffusion 2, and the SDXL script stops at it",
        "v2");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean sdxl = subject.recipe().family().id().equals("sdxl");
    if (!sdxl || !subject.recipe().flag("v2")) {
      return List.of();
    }
    return found(subject, "v2 on an SDXL model: sd-scripts stops", "remove it").remove("v2").list();
  }
}
