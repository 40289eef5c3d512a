package dev.lorabake.preflight.rules.environment;

import dev.lorabake.machine.Gpu;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** xformers on Blackwell. */
public final class XformersOnNewGpu extends PatternRule {
  public XformersOnNewGpu() {
    super(
        "xformers-on-new-gpu",
        Topic.ENVIRONMENT,
        Severity.WARNING,
        "Builds of xformers often have no kernels for RTX 50xx cards, where sdpa is as fast and"
            + " always works",
        "xformers");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    boolean unet = List.of("sd15", "sd2", "sdxl").contains(subject.recipe().family().id());
    if (gpu == null
        || gpu.computeCapability().major() < 12
        || !unet
        || !subject.recipe().flag("xformers")) {
      return List.of();
    }
    return found(
            subject,
            "xformers on a "
                + gpu.name()
                + " may stop with \"No operator found\": not all its builds have kernels for"
                + " compute"
                + " capability "
                + gpu.computeCapability(),
            "sdpa = true instead of xformers")
        .remove("xformers")
        .fix("sdpa", true)
        .list();
  }
}
