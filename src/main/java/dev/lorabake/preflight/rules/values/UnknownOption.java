package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.Option;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.RecipeFormat;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A name that upstream has no option for. */
final class UnknownOption extends PatternRule {
  UnknownOption() {
    super(
        "unknown-option",
        Topic.VALUES,
        Severity.ERROR,
        "sd-scripts has no option of this name, and in a config file it passes over it in silence");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    List<String> known = subject.recipe().catalog().options().stream().map(Option::name).toList();
    for (Setting setting : subject.recipe().train().all()) {
      if (!known.contains(setting.name())) {
        findings.add(finding(subject, setting, known));
      }
    }
    return findings;
  }

  /** A name unlike any other is likely a note of the program that wrote a plain config. */
  private Finding finding(Subject subject, Setting setting, List<String> known) {
    String name = setting.name();
    String near = Spelling.nearest(name, known).orElse(null);
    boolean datasetKey = subject.recipe().catalog().datasetKey(name).isPresent();
    String help =
        near != null
            ? "did you mean " + near + "?"
            : datasetKey
                ? name + " is a key of the dataset tables: move it to [[datasets]] or its subsets"
                : "remove it, or look for the right name with lorabake explain";
    boolean plain = subject.recipe().format() == RecipeFormat.SD_SCRIPTS_CONFIG;
    boolean foreign =
        plain && near == null && !datasetKey && !(setting.value() instanceof Map<?, ?>);
    Draft draft =
        found(subject, "sd-scripts has no option " + name, help)
            .about(name)
            .at(setting.place())
            .as(foreign ? Severity.WARNING : Severity.ERROR);
    if (near != null && !subject.recipe().isSet(near)) {
      draft.about(name, near).remove(name).fix(near, setting.value());
    }
    return draft.finding();
  }
}
