package dev.lorabake.preflight.rules.values;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.RecipeFormat;
import dev.lorabake.recipe.Unread;
import java.util.ArrayList;
import java.util.List;

/** A key or table of the file that nothing reads. */
final class UnreadKey extends PatternRule {
  UnreadKey() {
    super(
        "unread-key",
        Topic.VALUES,
        Severity.ERROR,
        "Nothing reads this key or table of the file, so that it changes nothing");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean plain = subject.recipe().format() == RecipeFormat.SD_SCRIPTS_CONFIG;
    List<Finding> findings = new ArrayList<>();
    for (Unread unread : subject.recipe().unread()) {
      switch (unread.kind()) {
        case UNKNOWN -> findings.add(unknown(subject, unread, plain));
        case OVERRIDDEN -> findings.add(overridden(subject, unread));
        case UNREADABLE -> {} // unreadable-toml tells it
      }
    }
    return findings;
  }

  private Finding unknown(Subject subject, Unread unread, boolean plain) {
    boolean ofDatasets =
        unread.place() != null && unread.place().file().equals(subject.recipe().datasets().file());
    return ofDatasets
        ? upstreamRefuses(subject, unread)
        : plain ? upstreamIgnores(subject, unread) : nobodyReads(subject, unread);
  }

  /** The schema of library/config_util.py has general and datasets alone. */
  private Finding upstreamRefuses(Subject subject, Unread unread) {
    String near = unread.suggestion();
    String help =
        near != null
            ? "did you mean " + near + "?"
            : subject.recipe().catalog().datasetKey(unread.key()).isPresent()
                ? "put " + unread.key() + " below [general] or [[datasets]]"
                : "remove it; options stand in the config file, not in the dataset config";
    return found(
            subject,
            "the dataset config has " + unread.key() + " at its top, and sd-scripts stops there",
            help)
        .about(unread.key())
        .at(unread.place())
        .finding();
  }

  private Finding nobodyReads(Subject subject, Unread unread) {
    String near = unread.suggestion();
    String help =
        unread.key().equals("general")
            ? "it belongs to [[datasets]], and there is none here; set the same in [train]"
            : near == null ? "remove it" : "did you mean " + near + "?";
    return found(subject, "nothing reads " + unread.key(), help)
        .about(unread.key())
        .at(unread.place())
        .finding();
  }

  private Finding overridden(Subject subject, Unread unread) {
    return found(
            subject,
            unread.key()
                + " does not count: sd-scripts puts all tables together, and "
                + unread.suggestion()
                + " comes later",
            "keep one of the two")
        .about(unread.key())
        .at(unread.place())
        .as(Severity.WARNING)
        .finding();
  }

  private Finding upstreamIgnores(Subject subject, Unread unread) {
    return found(
            subject,
            "sd-scripts passes over [" + unread.key() + "] in its config file",
            "move it to a file of its own and name that with "
                + (unread.suggestion() == null ? "dataset_config" : unread.suggestion()))
        .about(unread.key())
        .at(unread.place())
        .finding();
  }
}
