package dev.lorabake.preflight;

import dev.lorabake.preflight.UpstreamFailure.Answer;
import dev.lorabake.preflight.UpstreamFailure.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole table of {@link UpstreamFailure}, and its page. */
final class UpstreamFailures {
  private UpstreamFailures() {}

  static List<Stage> stages() {
    return List.of(
        EnvironmentFailures.stage(),
        ArgumentFailures.stage(),
        ArgumentCheckFailures.stage(),
        DatasetConfigFailures.stage(),
        DatasetFileFailures.stage(),
        ModelFailures.stage(),
        NetworkFailures.stage(),
        OptimizerFailures.stage(),
        OptimizerSettingFailures.stage(),
        SchedulerFailures.stage(),
        ResumeFailures.stage(),
        FirstStepFailures.stage(),
        SavingFailures.stage());
  }

  static List<UpstreamFailure> all() {
    return stages().stream().flatMap(stage -> stage.failures().stream()).toList();
  }

  /** The page src/docs/startup-failures.md. */
  static String page() {
    StringBuilder out =
        new StringBuilder(
            """
            # What upstream trips over, and what finds it

            Every condition known in which sd-scripts 0.10.1 fails at its start or late, or does
            in silence something else than its settings say, and what lorabake does about it before
            anything is started. Each row that a rule finds or the reader refuses has a fixture that
            a test runs. This page is generated (`UpstreamFailuresTest`).

            | lorabake | rows |
            |---|---|
            """);
    counts().forEach((what, rows) -> out.append("| " + what + " | " + rows + " |\n"));
    out.append("| together | ").append(all().size()).append(" |\n");
    for (Stage stage : stages()) {
      out.append("\n## ").append(stage.title()).append("\n");
      out.append("| | condition | sd-scripts | lorabake |\n|---|---|---|---|\n");
      stage.failures().forEach(failure -> out.append(line(failure)));
    }
    return out.toString();
  }

  private static Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String kind : List.of("finds it", "refuses it", "cannot come to it", "lets it be")) {
      counts.put(kind, 0);
    }
    counts.put("cannot know it before the launch", 0);
    all().forEach(failure -> counts.merge(kind(failure.answer()), 1, Integer::sum));
    return counts;
  }

  private static String kind(Answer answer) {
    return switch (answer) {
      case Answer.Found _ -> "finds it";
      case Answer.Refused _ -> "refuses it";
      case Answer.Impossible _ -> "cannot come to it";
      case Answer.Harmless _ -> "lets it be";
      case Answer.Undecidable _ -> "cannot know it before the launch";
    };
  }

  private static String line(UpstreamFailure failure) {
    String answer =
        switch (failure.answer()) {
          case Answer.Found found -> "[" + found.rule() + "](rules/" + found.rule() + ".md)";
          case Answer.Refused refused -> "refuses it: \"" + refused.words() + "\"";
          case Answer.Impossible impossible -> "cannot come to it: " + impossible.why();
          case Answer.Harmless harmless -> "lets it be: " + harmless.why();
          case Answer.Undecidable unknown -> "cannot know: " + unknown.why();
        };
    return "| `%s` | %s | %s (%s) | %s |\n"
        .formatted(
            failure.id(),
            cell(failure.condition()),
            failure.outcome().text(),
            cell(failure.source()),
            cell(answer));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
