package dev.lorabake.preflight;

import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A finding while a rule writes it. */
public final class Draft {
  private final Rule rule;
  private final Subject subject;
  private final String message;
  private final String help;
  private final List<Change> fix = new ArrayList<>();
  private List<String> options;
  private Severity severity;
  private @Nullable Place at;
  private boolean choice;

  Draft(Rule rule, Subject subject, String message, String help) {
    this.rule = rule;
    this.subject = subject;
    this.message = message;
    this.help = help;
    this.options = rule.options();
    this.severity = rule.severity();
  }

  /** The options of this occurrence, where they are other than the rule's. */
  public Draft about(String... names) {
    options = List.of(names);
    return this;
  }

  /** The keys of the dataset configuration or options that this occurrence is about. */
  public Draft about(KeyValue value) {
    options = List.of(value.name());
    at = value.at();
    return this;
  }

  public Draft at(@Nullable Place place) {
    at = place;
    return this;
  }

  /** Never worse than the rule's own severity. */
  public Draft as(Severity other) {
    severity = other;
    return this;
  }

  /** Adds a part of the fix: set an option. */
  public Draft fix(String option, Object value) {
    fix.add(new Change(option, value));
    return this;
  }

  /** Adds a part of the fix: remove an option. */
  public Draft remove(String option) {
    fix.add(new Change(option, null));
    return this;
  }

  /** The fix is one of several, or changes what is trained: only the user can decide for it. */
  public Draft choice() {
    choice = true;
    return this;
  }

  public Finding finding() {
    Place place = at == null ? placeOfOptions() : at;
    return new Finding(
        rule.id(),
        severity,
        options,
        message,
        help,
        place,
        fix.isEmpty() ? null : List.copyOf(fix),
        isSafe());
  }

  /**
   * What stops the training has to be mended anyhow, and taking out what does nothing changes
   * nothing. All else is taste.
   */
  private boolean isSafe() {
    boolean onlyRemoves = fix.stream().allMatch(change -> change.value() == null);
    return !choice
        && !fix.isEmpty()
        && (severity == Severity.ERROR || (severity == Severity.WARNING && onlyRemoves));
  }

  public List<Finding> list() {
    return List.of(finding());
  }

  private @Nullable Place placeOfOptions() {
    return options.stream()
        .flatMap(option -> subject.recipe().find(option).stream())
        .map(Setting::place)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
