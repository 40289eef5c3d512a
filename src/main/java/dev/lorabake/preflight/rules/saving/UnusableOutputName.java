package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Locale;

/** A name that cannot name a file. */
public final class UnusableOutputName extends PatternRule {
  public UnusableOutputName() {
    super(
        "unusable-output-name",
        Topic.SAVING,
        Severity.ERROR,
        "output_name is no name of a file: saving fails, or the file lands elsewhere",
        "output_name");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String name = subject.recipe().text("output_name").orElse(null);
    if (name == null) {
      return List.of();
    }
    boolean broken = name.isBlank() || name.matches(".*[/\\\\\\p{Cntrl}].*") || name.equals("..");
    if (!broken && !isUnportable(name)) {
      return List.of();
    }
    String better = cleaned(name);
    return found(
            subject,
            "output_name is "
                + Figures.value(name)
                + ": "
                + (broken
                    ? "a separator or nothing at all in it makes saving fail, after the training"
                    : "Windows cannot have a file of that name"),
            "output_name = " + Figures.value(better) + "; folders belong into output_dir")
        .as(broken ? Severity.ERROR : Severity.WARNING)
        .fix("output_name", better)
        .list();
  }

  private static boolean isUnportable(String name) {
    String stem = name.split("\\.", 2)[0].toUpperCase(Locale.ROOT);
    return name.matches(".*[<>:\"|?*].*")
        || name.startsWith(" ")
        || stem.matches("CON|PRN|AUX|NUL|COM\\d|LPT\\d");
  }

  private static String cleaned(String name) {
    String clean = name.strip().replaceAll("[<>:\"|?*/\\\\\\p{Cntrl}]+", "-");
    clean = clean.replaceAll("^[-.]+|[-.]+$", "");
    return clean.isEmpty() || isUnportable(clean) ? "lora-" + clean : clean;
  }
}
