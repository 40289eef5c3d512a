package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.regex.Pattern;

/** A state on the hub under a name that cannot be taken apart. */
final class MalformedHubState extends PatternRule {
  /** Owner, repository and folder, then a revision and a type (library/train_util.py). */
  private static final Pattern PLACE =
      Pattern.compile("[^/:]+/[^/:]+/[^:]+(:[^:]+(:(model|dataset|space))?)?");

  MalformedHubState() {
    super(
        "malformed-hub-state",
        Topic.SAVING,
        Severity.ERROR,
        "With resume_from_huggingface, resume must be owner/repository/folder, and sd-scripts"
            + " stops at anything else",
        "resume",
        "resume_from_huggingface");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String place = subject.recipe().text("resume").orElse("");
    if (place.isEmpty()
        || !subject.recipe().flag("resume_from_huggingface")
        || PLACE.matcher(place).matches()) {
      return List.of();
    }
    return found(
            subject,
            "resume " + place + " is no place on the hub",
            "write owner/repository/folder, with :revision or :revision:model behind it if need"
                + " be")
        .list();
  }
}
