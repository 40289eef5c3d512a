package dev.lorabake.cli;

import dev.lorabake.run.Purpose;
import dev.lorabake.train.RunRow;
import dev.lorabake.train.SettledText;
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
    String head =
        String.format("%-13s %-8s %-7s %-6s ", row.steps(), row.loss(), row.toGo(), row.age(now));
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
    row.reasons().forEach(reason -> output.filled(BELOW, reason));
    row.goesOnFrom().ifPresent(this::kin);
    row.tries().ifPresent(tries -> output.filled(BELOW, tries));
    for (SettledText.Line line : row.settled().map(SettledText::lines).orElse(List.of())) {
      output.filled(BELOW, line.head() + ": " + line.text());
    }
    row.wentOnAs().ifPresent(this::kin);
  }

  private void kin(RunRow.Kin kin) {
    String line = kin.words() + kin.name() + kin.rest();
    if (BELOW.length() + line.length() <= Output.COLUMNS) {
      output.line(BELOW + line);
    } else {
      output.line(BELOW + kin.words().strip() + kin.rest());
      output.line(NAME_BELOW + output.fitted(kin.name(), Output.COLUMNS - NAME_BELOW.length()));
    }
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
