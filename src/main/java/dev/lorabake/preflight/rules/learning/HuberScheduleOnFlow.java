package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A Huber schedule for models without a noise schedule. */
final class HuberScheduleOnFlow extends PatternRule {
  HuberScheduleOnFlow() {
    super(
        "huber-schedule-on-flow",
        Topic.LEARNING,
        Severity.ERROR,
        "huber_schedule snr, the default, does not exist for flow matching models: sd-scripts"
            + " stops at the first step",
        "loss_type",
        "huber_schedule");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String loss = recipe.text("loss_type").orElse("");
    boolean huber = loss.equals("huber") || loss.equals("smooth_l1");
    boolean snr = recipe.text("huber_schedule").orElse("").equals("snr");
    boolean exponential = recipe.text("huber_schedule").orElse("").equals("exponential");
    if (huber && exponential && recipe.family().id().equals("anima")) {
      return found(
              subject,
              "huber_schedule exponential does not change with the noise on Anima: it stays at"
                  + " huber_scale",
              "huber_schedule = \"constant\" makes huber_c count")
          .as(Severity.WARNING)
          .fix("huber_schedule", "constant")
          .list();
    }
    if (!huber || !snr || !recipe.family().flow()) {
      return List.of();
    }
    return found(
            subject,
            "loss_type "
                + loss
                + " with huber_schedule snr does not work on "
                + recipe.family().title()
                + ": sd-scripts stops at the first step",
            "huber_schedule = \"constant\"")
        .fix("huber_schedule", "constant")
        .list();
  }
}
