package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.run.Attendant;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.Purpose;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.Settled;
import dev.lorabake.run.Verdict;
import dev.lorabake.train.RunProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The runs for a person, within 80 columns. */
final class RunsTable {
  private static final String BELOW = " ".repeat(11);
  private static final String NAME_BELOW = "  ";

  private final Output output;
  private final Instant now;

  RunsTable(Output output, Instant now) {
    this.output = output;
    this.now = now;
  }

  void print(List<RunRow> rows) {
    output.line("state      step          loss     to go   age    run");
    rows.forEach(this::print);
  }

  private void print(RunRow row) {
    RunProgress progress = row.progress();
    String steps =
        progress.totalSteps() == 0
            ? ""
            : Figures.count(progress.step()) + "/" + Figures.count(progress.totalSteps());
    String loss =
        !progress.lossFinite()
            ? "NaN"
            : progress.loss() == null ? "" : Figures.loss(progress.loss());
    String head =
        String.format(
            "%-13s %-8s %-7s %-6s ",
            steps,
            loss,
            row.remaining().map(Figures::about).orElse(""),
            row.started().map(since -> Figures.about(Duration.between(since, now))).orElse(""));
    String state = String.format("%-10s ", row.status().state().id());
    String name = row.run().name() + suffix(row.purpose());
    boolean fits = state.length() + head.length() + name.length() <= Output.COLUMNS;
    output.line(colour(row), state, fits ? head + name : head.stripTrailing());
    if (!fits) {
      int room = Output.COLUMNS - NAME_BELOW.length() - suffix(row.purpose()).length();
      output.line(NAME_BELOW + output.fitted(row.run().name(), room) + suffix(row.purpose()));
    }
    below(row);
  }

  private void below(RunRow row) {
    if (!row.gpus().isEmpty()) {
      output.line(BELOW + String.join("  ", GpuText.parts(row.progress().gpus())));
    }
    Outcome outcome = row.status().outcome();
    Outcome.Cause cause = row.cause();
    if (cause != null) {
      output.filled(BELOW, cause.text());
      output.filled(BELOW, "help: " + cause.help());
    } else if (outcome != null
        && outcome.verdict() != Verdict.FINISHED
        && !outcome.reason().isBlank()) {
      output.filled(BELOW, Figures.brief(outcome.reason()));
    }
    row.before().ifPresent(before -> lineage("goes on from ", name(before), " at " + at(before)));
    Attendant.After tryOf = row.tryOf();
    if (tryOf != null) {
      output.filled(
          BELOW, "try " + tryOf.tries().number() + ", after " + tryOf.run().getFileName());
    }
    for (SettledText.Line line : row.settled().map(SettledText::lines).orElse(List.of())) {
      output.filled(BELOW, line.head() + ": " + line.text());
    }
    if (row.settled().map(Settled::next).isEmpty()) { // else that says it
      row.later().ifPresent(later -> lineage("went on as ", later.name(), ""));
    }
  }

  private void lineage(String words, String name, String rest) {
    boolean fits =
        BELOW.length() + words.length() + name.length() + rest.length() <= Output.COLUMNS;
    if (fits) {
      output.line(BELOW + words + name + rest);
    } else {
      output.line(BELOW + words.strip() + rest);
      output.line(NAME_BELOW + output.fitted(name, Output.COLUMNS - NAME_BELOW.length()));
    }
  }

  private static String name(ResumedFrom before) {
    return String.valueOf(before.run().getFileName());
  }

  private static String at(ResumedFrom before) {
    return "step " + Figures.count(before.step());
  }

  private static Colour colour(RunRow row) {
    return switch (row.status().state()) {
      case FINISHED -> Colour.GREEN;
      case FAILED, LOST -> Colour.RED;
      case STOPPED, STOPPING -> Colour.YELLOW;
      case PREPARING, TRAINING, SAMPLING, SAVING -> Colour.CYAN;
    };
  }

  private static String suffix(Purpose purpose) {
    return switch (purpose) {
      case TRAINING -> "";
      case REHEARSAL, MEASUREMENT -> "  (" + purpose.id() + ")";
    };
  }
}
