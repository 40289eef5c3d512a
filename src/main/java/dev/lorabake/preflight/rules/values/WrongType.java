package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Option;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Origin;
import dev.lorabake.recipe.RecipeFormat;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value of a type that upstream cannot work with. */
final class WrongType extends PatternRule {
  WrongType() {
    super(
        "wrong-type",
        Topic.VALUES,
        Severity.ERROR,
        "The value is of another type than the option's, and sd-scripts does not check config"
            + " files: it stops late, or takes the value for something else");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  /** A value that works although it is of another type is used: what follows from it counts. */
  @Override
  public boolean spoils(Finding found) {
    return found.severity() == Severity.ERROR;
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean plain = subject.recipe().format() == RecipeFormat.SD_SCRIPTS_CONFIG;
    List<Finding> findings = new ArrayList<>();
    for (Setting setting : subject.recipe().train().all()) {
      subject
          .recipe()
          .catalog()
          .option(setting.name())
          .filter(option ->
              isRefused(subject, setting)
                  || !(plain
                      ? TypeCheck.fitsAsItStands(option, setting.value())
                      : TypeCheck.fits(option, setting.value())))
          .ifPresent(option -> findings.add(finding(subject, option, setting)));
    }
    return findings;
  }

  /**
   * Upstream holds options that stand in for a key of the datasets against the key's own schema
   * ({@code sanitize_argparse_namespace} of library/config_util.py), where a float is no whole
   * number. A flag was made a float by the parser.
   */
  private static boolean isRefused(Subject subject, Setting setting) {
    return setting.value() instanceof Long
        && setting.origin() != Origin.FLAG
        && subject.recipe().catalog().datasetKeys().stream()
            .anyMatch(
                key -> setting.name().equals(key.option()) && key.type() == DatasetKey.Type.FLOAT);
  }

  private static boolean works(Subject subject, Option option, Setting setting) {
    boolean datasetKey =
        subject.recipe().catalog().datasetKeys().stream()
            .anyMatch(key -> option.name().equals(key.option()));
    return TypeCheck.works(option, setting.value(), datasetKey);
  }

  private Finding finding(Subject subject, Option option, Setting setting) {
    boolean refused = isRefused(subject, setting);
    String expected =
        (option.list() ? "a list, each item " : "")
            + (refused ? DatasetKey.Type.FLOAT.description() : option.type().description());
    String shown = option.note().secret() ? "of another type" : Figures.value(setting.value());
    Optional<Object> meant =
        refused
            ? TypeCheck.meant(DatasetKey.Type.FLOAT, setting.value())
            : TypeCheck.meant(option, setting.value());
    boolean tell = meant.isPresent() && !option.note().secret();
    Draft draft =
        found(
                subject,
                option.name() + " is " + shown + ", expected " + expected,
                tell
                    ? option.name() + " = " + Figures.value(meant.get())
                    : "write " + expected + (option.isSwitch() ? ", without quotes" : ""))
            .about(option.name())
            .at(setting.place())
            .as(!refused && works(subject, option, setting) ? Severity.WARNING : Severity.ERROR);
    if (tell) {
      draft.fix(option.name(), meant.get());
    }
    return draft.finding();
  }
}
