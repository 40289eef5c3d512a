package dev.lorabake.preflight;

import java.util.List;

/** What every rule says of itself; a rule adds its check. */
public abstract class PatternRule implements Rule {
  private final String id;
  private final Topic topic;
  private final Severity severity;
  private final String summary;
  private final List<String> options;

  protected PatternRule(
      String id, Topic topic, Severity severity, String summary, String... options) {
    this.id = id;
    this.topic = topic;
    this.severity = severity;
    this.summary = summary;
    this.options = List.of(options);
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final Topic topic() {
    return topic;
  }

  @Override
  public final Severity severity() {
    return severity;
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final List<String> options() {
    return options;
  }

  @Override
  public boolean spoils() {
    return false;
  }

  /**
   * Starts a finding about this rule's options, placed where the first of them stands.
   *
   * @param message quotes the value and says the consequence; no full stop
   * @param help what to write instead; no full stop
   */
  protected final Draft found(Subject subject, String message, String help) {
    return new Draft(this, subject, message, help);
  }
}
