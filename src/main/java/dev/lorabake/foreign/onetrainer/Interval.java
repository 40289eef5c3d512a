package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import java.util.List;

/**
 * How often something happens: a number with a unit beside it (modules/util/enum/TimeUnit.py).
 * Steps are batches with OneTrainer and those of the optimizer with sd-scripts.
 */
record Interval(Config config, Key value, Key unit, double count, String word) {
  private static final int TENTH = 10;

  static Interval of(Config config, String name, double otherwise, String otherUnit) {
    Key value = config.key(name);
    Key unit = config.key(name + "_unit");
    return new Interval(
        config, value, unit, value.number(otherwise), unit.text().orElse(otherUnit));
  }

  boolean never() {
    return word.equals("NEVER") || (count <= 0 && !word.equals("ALWAYS"));
  }

  void unset() {
    value.unset();
    unit.unset();
  }

  void dropped(String why) {
    value.dropped(why);
    unit.dropped(why);
  }

  void account(String how, String target) {
    value.approximated(how, target);
    unit.approximated(how, target);
  }

  /**
   * Sets the one option or the other.
   *
   * @param clock how it is said where the unit is one of time
   */
  void set(Draft.Table train, String epochs, String steps, String clock) {
    if (never()) {
      unset();
      return;
    }
    switch (word) {
      case "EPOCH" -> {
        train.set(epochs, Math.max(1, Math.round(count)), value.place());
        List.of(value, unit).forEach(key -> key.mapped("train." + epochs));
      }
      case "STEP" -> {
        long batches = Math.max(1, Math.round(count));
        long accumulation = config.accumulation();
        train.set(steps, Math.max(1, batches / accumulation), value.place());
        unit.mapped("train." + steps);
        if (accumulation == 1) {
          value.mapped("train." + steps);
        } else {
          value.mappedAs("in optimizer steps instead of batches", "train." + steps);
        }
      }
      case "ALWAYS" -> {
        train.set(steps, 1L, value.place());
        List.of(value, unit).forEach(key -> key.mapped("train." + steps));
      }
      default -> {
        train.set(epochs, Math.max(1, config.epochs() / TENTH), value.place());
        account(clock, "train." + epochs);
      }
    }
  }
}
