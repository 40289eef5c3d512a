package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An item of optimizer_args or lr_scheduler_args that Python cannot read. */
final class MalformedOptimizerArg extends PatternRule {
  MalformedOptimizerArg() {
    super(
        "malformed-optimizer-arg",
        Topic.LEARNING,
        Severity.ERROR,
        "An item of optimizer_args or lr_scheduler_args is not key=value with a Python value, and"
            + " sd-scripts stops after it has loaded and cached everything",
        "optimizer_args",
        "lr_scheduler_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    boolean scheduled = !ChosenOptimizer.of(subject.recipe()).isScheduleFree();
    for (String option : options()) {
      if (option.equals("lr_scheduler_args") && !scheduled) {
        continue; // upstream does not even read them
      }
      for (Object item : subject.recipe().list(option)) {
        check(subject, option, item.toString()).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private Optional<Finding> check(Subject subject, String option, String item) {
    String[] parts = item.split("=", -1);
    if (parts.length != 2 || parts[0].isBlank()) {
      return finding(
          subject,
          option,
          option + " has \"" + item + "\", which is not one key=value",
          "write it as \"weight_decay=0.01\"");
    }
    if (!parts[0].equals(parts[0].strip())) {
      return finding(
          subject,
          option,
          option + " has \"" + item + "\": the blank becomes part of the key",
          "write it without blanks around the equals sign");
    }
    if (option.equals("optimizer_args") && parts[0].equals("lr")) {
      return finding(
          subject,
          option,
          "optimizer_args has lr, which sd-scripts passes itself",
          "remove it and set learning_rate = " + parts[1].strip());
    }
    if (!Literal.isPython(parts[1])) {
      return finding(
          subject,
          option,
          option + " has " + item + ": " + parts[1].strip() + " is no value in Python",
          meant(parts[0], parts[1].strip()));
    }
    return Optional.empty();
  }

  private static String meant(String key, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> "write " + key + "=True";
      case "false" -> "write " + key + "=False";
      case "none", "null" -> "write " + key + "=None";
      default -> "a number, True, False, None, or text in quotes: " + key + "='" + value + "'";
    };
  }

  private Optional<Finding> finding(Subject subject, String option, String message, String help) {
    return Optional.of(found(subject, message, help).about(option).finding());
  }
}
