package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionNote;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A number outside the range in which the option means anything. */
final class OutOfRange extends PatternRule {
  OutOfRange() {
    super(
        "out-of-range",
        Topic.VALUES,
        Severity.ERROR,
        "The number lies outside the range in which the option means anything");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Setting setting : subject.recipe().train().all()) {
      subject
          .recipe()
          .catalog()
          .option(setting.name())
          .filter(option -> option.isIn(subject.recipe().script()))
          .ifPresent(option -> check(subject, option, option.name(), setting, findings));
    }
    for (WrittenKey key : WrittenKey.all(subject.recipe())) {
      key.known(subject.recipe().catalog())
          .map(DatasetKey::option)
          .flatMap(subject.recipe().catalog()::option)
          .ifPresent(option -> check(subject, option, key.name(), key.setting(), findings));
    }
    return findings;
  }

  private void check(
      Subject subject, Option option, String name, Setting setting, List<Finding> findings) {
    List<?> items = setting.value() instanceof List<?> list ? list : List.of(setting.value());
    for (Object item : items) {
      if (item instanceof Number number && isOutside(option.note(), number.doubleValue())) {
        findings.add(
            found(
                    subject,
                    name + " is " + Figures.number(number.doubleValue()) + ", outside its range",
                    "use a value " + range(option.note()))
                .about(name)
                .at(setting.place())
                .finding());
        return;
      }
    }
  }

  private static boolean isOutside(OptionNote note, double number) {
    boolean below =
        note.min() != null && (note.exclusiveMin() ? number <= note.min() : number < note.min());
    return below || !Double.isFinite(number) || (note.max() != null && number > note.max());
  }

  private static String range(OptionNote note) {
    String low = end(note.exclusiveMin() ? "above " : "from ", note.min());
    String high = end(note.min() == null ? "up to " : " to ", note.max());
    return low + high + (note.min() != null && note.max() == null ? " upwards" : "");
  }

  private static String end(String word, @Nullable Double number) {
    return number == null ? "" : word + Figures.number(number);
  }
}
