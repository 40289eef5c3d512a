package dev.lorabake.preflight.rules.captions;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.regex.Pattern;

/** Braces that are learnt as they stand. */
public final class WildcardsOff extends PatternRule {
  public WildcardsOff() {
    super(
        "wildcards-off",
        Topic.CAPTIONS,
        Severity.WARNING,
        "Captions offer choices in braces, and enable_wildcard is off, so that the"
            + " braces are learnt",
        "enable_wildcard");
  }

  @Override
  public List<Finding> check(Subject subject) {
    for (CaptionFolder folder : CaptionFolder.all(subject)) {
      long braces =
          CaptionTexts.of(folder).stream().filter(text -> CHOICE.matcher(text).find()).count();
      if (braces > 0 && subject.keys("enable_wildcard").noneMatch(KeyValue::isTrue)) {
        String key = subject.datasets().getFirst().nameFor("enable_wildcard");
        return found(
                subject,
                Figures.count(braces, "caption")
                    + " in "
                    + folder.path()
                    + " offer choices like {a|b}, and without enable_wildcard the braces are"
                    + " trained as text",
                "enable_wildcard = true picks one of them each time")
            .about(key)
            .at(folder.at())
            .fix(key, true)
            .list();
      }
    }
    return List.of();
  }

  private static final Pattern CHOICE = Pattern.compile("\\{[^{}|]*\\|[^{}]*\\}");
}
