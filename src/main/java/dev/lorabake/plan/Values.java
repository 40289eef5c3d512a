package dev.lorabake.plan;

import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Upstream's look-up of a dataset value: subset, dataset, general, the command line option, its
 * default ({@code BlueprintGenerator} of config_util.py). A value of a wrong type is a problem, and
 * counts as not given.
 */
final class Values {
  private final Recipe recipe;
  private final List<Settings> levels;
  private final Problems problems;

  Values(Recipe recipe, List<Settings> levels, Problems problems) {
    this.recipe = recipe;
    this.levels = levels;
    this.problems = problems;
  }

  /** A value with the place it stands at. */
  record Found(Object value, @Nullable Place at) {}

  /** The first level that has the key, else the option of another or the same name. */
  @Nullable Found find(String key, String option) {
    for (Settings level : levels) {
      Setting setting = level.find(key).orElse(null);
      if (setting != null) {
        return new Found(setting.value(), setting.place());
      }
    }
    Optional<Object> value = recipe.value(option);
    return value.map(known -> new Found(known, place(option))).orElse(null);
  }

  @Nullable Place place(String option) {
    return recipe.find(option).map(Setting::place).orElse(null);
  }

  long whole(String key, String option, long otherwise) {
    Found found = find(key, option);
    if (found == null) {
      return otherwise;
    }
    return found.value() instanceof Long number
        ? number
        : mistyped(key, found, "a whole number", otherwise);
  }

  double number(String key, double otherwise) {
    Found found = find(key, key);
    if (found == null) {
      return otherwise;
    }
    return found.value() instanceof Number number
        ? number.doubleValue()
        : mistyped(key, found, "a number", otherwise);
  }

  boolean flag(String key) {
    Found found = find(key, key);
    if (found == null) {
      return false;
    }
    return found.value() instanceof Boolean flag
        ? flag
        : mistyped(key, found, "true or false", false);
  }

  @Nullable String text(String key, String option) {
    Found found = find(key, option);
    if (found == null) {
      return null;
    }
    if (found.value() instanceof String text) {
      return text;
    }
    invalid(key, found, "text");
    return null;
  }

  private <T> T mistyped(String key, Found found, String expected, T otherwise) {
    invalid(key, found, expected);
    return otherwise;
  }

  void invalid(String key, Found found, String expected) {
    problems.add(
        PlanProblem.Kind.VALUE_INVALID, key, found.value() + " is not " + expected, found.at());
  }
}
