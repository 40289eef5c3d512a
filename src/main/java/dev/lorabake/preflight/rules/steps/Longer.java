package dev.lorabake.preflight.rules.steps;

import dev.lorabake.plan.Plan;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Subject;

/** Fixes that change how long a run is. */
final class Longer {
  private Longer() {}

  /** Lengthens or shortens by what decides the length now. */
  static Draft by(Draft draft, Subject subject, double factor) {
    String option = decisive(subject);
    return draft.fix(option, value(subject, option, factor));
  }

  static String text(Subject subject, double factor) {
    String option = decisive(subject);
    return option + " = " + value(subject, option, factor);
  }

  private static String decisive(Subject subject) {
    return subject.recipe().isSet("max_train_epochs") ? "max_train_epochs" : "max_train_steps";
  }

  private static long value(Subject subject, String option, double factor) {
    Plan plan = subject.plan();
    long now = option.equals("max_train_epochs") ? plan.epochs() : plan.totalSteps();
    return Math.max(1, Math.round(now * factor));
  }
}
