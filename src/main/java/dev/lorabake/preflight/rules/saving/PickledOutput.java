package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A format that runs code when it is loaded. */
final class PickledOutput extends PatternRule {
  PickledOutput() {
    super(
        "pickled-output",
        Topic.SAVING,
        Severity.WARNING,
        "Files of type ckpt or pt can run code when they are loaded: few people and programs take them",
        "save_model_as");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String format = subject.recipe().text("save_model_as").orElse("safetensors");
    if (!format.equals("ckpt") && !format.equals("pt")) {
      return List.of();
    }
    return found(
            subject,
            "save_model_as " + format + " writes a pickle, which few will load",
            "save_model_as = \"safetensors\"")
        .fix("save_model_as", "safetensors")
        .list();
  }
}
