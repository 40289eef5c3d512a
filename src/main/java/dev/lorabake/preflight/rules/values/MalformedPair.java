package dev.lorabake.preflight.rules.values;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two numbers in one text that upstream cannot take apart. */
final class MalformedPair extends PatternRule {
  MalformedPair() {
    super(
        "malformed-pair",
        Topic.VALUES,
        Severity.ERROR,
        "sd-scripts cuts resolution and face_crop_aug_range at their comma, and stops where that"
            + " does not give one or two numbers",
        "resolution",
        "face_crop_aug_range");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    text(subject, "resolution")
        .filter(setting -> !isResolution(setting.value().toString()))
        .ifPresent(setting ->
            findings.add(finding(subject, setting, "resolution = \"1024\" or \"1024,768\"")));
    text(subject, "face_crop_aug_range")
        .filter(setting -> !isRange(setting.value().toString()))
        .ifPresent(setting ->
            findings.add(
                finding(subject, setting, "face_crop_aug_range = \"2.0,4.0\", the lower first")));
    return findings;
  }

  private static Optional<Setting> text(Subject subject, String option) {
    return subject.recipe().find(option).filter(setting -> setting.value() instanceof String);
  }

  private static boolean isResolution(String text) {
    return text.matches("\\s*[+-]?\\d+\\s*(,\\s*[+-]?\\d+\\s*)?");
  }

  private static boolean isRange(String text) {
    String[] ends = text.split(",", -1);
    try {
      return ends.length == 2
          && Double.parseDouble(ends[0].strip()) <= Double.parseDouble(ends[1].strip());
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private Finding finding(Subject subject, Setting setting, String help) {
    return found(
            subject,
            setting.name() + " is \"" + setting.value() + "\", and sd-scripts stops at it",
            help)
        .about(setting.name())
        .at(setting.place())
        .finding();
  }
}
