package dev.lorabake.preflight.rules.values;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Unread;
import java.util.List;

/** Good TOML that upstream's old reader of TOML does not know. */
final class UnreadableToml extends PatternRule {
  UnreadableToml() {
    super(
        "unreadable-toml",
        Topic.VALUES,
        Severity.ERROR,
        "The file is good TOML, and the old reader that sd-scripts uses stops at it, or reads its"
            + " first key wrongly");
  }

  @Override
  public List<Finding> check(Subject subject) {
    return subject.recipe().unread().stream()
        .filter(unread -> unread.kind() == Unread.Kind.UNREADABLE)
        .map(unread -> finding(subject, unread))
        .toList();
  }

  private Finding finding(Subject subject, Unread unread) {
    boolean mark = unread.key().isEmpty();
    String instead = unread.suggestion();
    return found(
            subject,
            mark
                ? "the file begins with a byte order mark, which sd-scripts takes for a letter of"
                    + " the first key"
                : unread.key() + " is written in a way that sd-scripts' TOML reader does not know",
            mark
                ? "save the file as UTF-8 without a byte order mark"
                : instead == null ? "give all items of the list one type" : instead)
        .about(unread.key().isEmpty() ? "config_file" : last(unread.key()))
        .at(unread.place())
        .finding();
  }

  private static String last(String dotted) {
    return dotted.substring(dotted.lastIndexOf('.') + 1);
  }
}
