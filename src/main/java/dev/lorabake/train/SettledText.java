package dev.lorabake.train;

import dev.lorabake.json.Json;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Settled;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of a run after its end, for a person. */
public final class SettledText {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private SettledText() {}

  /** A line with its head: nothing for what needs no word. */
  public record Line(String head, String text) {}

  /** All that needs a word, in the order in which it happened. */
  public static List<Line> lines(Settled settled) {
    List<Line> lines = new ArrayList<>();
    Settled.Next next = settled.next();
    if (next == null && !settled.reason().equals("it finished")) {
      lines.add(new Line("then", settled.reason()));
    } else if (next != null && !next.started()) {
      String at = CLOCK.format(next.notBefore().atZone(ZoneId.systemDefault()));
      String when = next.pause().isZero() ? "" : " at " + at;
      lines.add(new Line("then", settled.reason() + when + " as " + next.run()));
    } else if (next != null) {
      lines.add(new Line("then", settled.reason() + " as " + next.run() + from(next)));
      if (!settled.changes().isEmpty()) {
        lines.add(
            new Line(
                "sets",
                settled.changes().stream()
                    .map(SettledText::change)
                    .collect(Collectors.joining(", "))));
      }
      settled.notes().forEach(note -> lines.add(new Line("note", note)));
    }
    Settled.Command command = settled.command();
    if (command != null) {
      lines.add(new Line("on end", command(command)));
    }
    return lines;
  }

  private static String from(Settled.Next next) {
    return next.state() == null
        ? ", from the beginning"
        : ", from " + Path.of(next.state()).getFileName();
  }

  private static String change(Settled.Change change) {
    return change.option()
        + " = "
        + value(change.now())
        + (change.was() == null ? "" : " (was " + value(change.was()) + ")");
  }

  private static String value(@Nullable Object value) {
    return value == null ? "nothing" : Json.write(value);
  }

  private static String command(Settled.Command command) {
    String log = " (" + RunDirectory.ON_END_LOG + ")";
    if (command.trouble() != null) {
      return "the command: " + command.trouble() + log;
    }
    return command.ended()
        ? "the command ended with exit code " + command.code() + log
        : "the command runs" + log;
  }
}
