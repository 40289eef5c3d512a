package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A format that can carry code. */
public final class PickleCheckpoint extends PatternRule {
  public PickleCheckpoint() {
    super(
        "pickle-checkpoint",
        Topic.SAVING,
        Severity.WARNING,
        "Files of type ckpt and pt can run code when they are loaded, and many programs refuse"
            + " them",
        "save_model_as");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String format = subject.recipe().text("save_model_as").orElse("");
    if (!format.equals("ckpt") && !format.equals("pt")) {
      return List.of();
    }
    return found(
            subject,
            "save_model_as is \""
                + format
                + "\": such files can run code when they are loaded, carry no metadata, and many"
                + " programs refuse them",
            "save_model_as = \"safetensors\"")
        .fix("save_model_as", "safetensors")
        .list();
  }
}
