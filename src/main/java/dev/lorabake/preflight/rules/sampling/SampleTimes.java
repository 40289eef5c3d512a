package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import java.util.List;

/** Whether control images are made at all. */
final class SampleTimes {
  static final List<String> OPTIONS =
      List.of("sample_every_n_epochs", "sample_every_n_steps", "sample_at_first");

  private SampleTimes() {}

  static boolean due(Subject subject) {
    return OPTIONS.stream()
        .anyMatch(option -> subject.recipe().value(option).filter(Subject::says).isPresent());
  }

  /** As bad as it is if any is made; the prompts are of no use otherwise. */
  static Severity severity(Subject subject, Severity worst) {
    return due(subject) || worst != Severity.ERROR ? worst : Severity.WARNING;
  }
}
