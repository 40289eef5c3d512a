package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import java.util.List;

/** Settings of a loss that is not in use. */
final class UnusedHuberOption extends PatternRule {
  UnusedHuberOption() {
    super(
        "unused-huber-option",
        Topic.LEARNING,
        Severity.ADVICE,
        "huber_schedule, huber_c and huber_scale count only with loss_type huber or smooth_l1",
        "huber_schedule",
        "huber_c",
        "huber_scale",
        "loss_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String loss = recipe.text("loss_type").orElse("l2");
    if (loss.equals("huber") || loss.equals("smooth_l1")) {
      return scaleOfSnr(subject);
    }
    for (String option : List.of("huber_schedule", "huber_c", "huber_scale")) {
      boolean usual =
          recipe
              .find(option)
              .map(Setting::value)
              .equals(recipe.catalog().option(option).map(o -> o.defaultIn(recipe.script())));
      if (recipe.isSet(option) && !usual) {
        return found(
                subject,
                option + " has no effect with loss_type " + loss,
                "loss_type = \"huber\", or remove " + option)
            .about(option, "loss_type")
            .list();
      }
    }
    return List.of();
  }

  /** Only the other schedules multiply by it (library/train_util.py, get_huber_threshold). */
  private List<Finding> scaleOfSnr(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean snr = recipe.text("huber_schedule").orElse("").equals("snr");
    boolean scaled = recipe.isSet("huber_scale") && recipe.number("huber_scale").orElse(1) != 1;
    if (!snr || !scaled || recipe.family().flow()) {
      return List.of();
    }
    return found(
            subject,
            "huber_scale has no effect with huber_schedule snr",
            "huber_schedule = \"constant\" or \"exponential\", or remove huber_scale")
        .about("huber_scale", "huber_schedule")
        .list();
  }
}
