package dev.lorabake.cli;

import dev.lorabake.TextLines;
import dev.lorabake.Visible;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonLines;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints for a person or as JSON; every text passes through {@link Visible} once, here. */
final class Output {
  private static final int COLUMNS = 80;
  private static final String HANGING = "    ";

  private final PrintWriter out;
  private final PrintWriter err;
  private final OutputStream rawOut;
  private final boolean coloured;
  private final boolean filling;

  Output(Surroundings surroundings) {
    out = surroundings.out();
    err = surroundings.err();
    rawOut = surroundings.rawOut();
    coloured = surroundings.coloured();
    filling = surroundings.interactive();
  }

  void line(String text) {
    out.println(Visible.line(text));
  }

  /** A line of which the first part is coloured. */
  void line(Colour colour, String painted, String rest) {
    out.println(colour.paint(Visible.line(painted), coloured) + Visible.line(rest));
  }

  /** A line that starts with plain text, goes on coloured and ends plain. */
  void line(String before, Colour colour, String painted, String rest) {
    out.println(
        Visible.line(before) + colour.paint(Visible.line(painted), coloured) + Visible.line(rest));
  }

  /**
   * A line as above that is filled to 80 columns for a person, with a hanging indent, and stays one
   * line for a program.
   */
  void filled(String before, Colour colour, String painted, String rest) {
    String head = before + painted;
    List<String> lines =
        filling ? TextLines.fill("", HANGING, head + rest, COLUMNS) : List.of(head + rest);
    String first = lines.getFirst();
    if (first.startsWith(head)) {
      line(before, colour, painted, first.substring(head.length()));
    } else {
      line(first);
    }
    lines.stream().skip(1).forEach(this::line);
  }

  /**
   * As above, without colour and below another line.
   *
   * @param indent what stands before the text; where it ends with two blanks it is a column, and
   *     further lines begin below the text
   */
  void filled(String indent, String text) {
    if (filling) {
      String hanging = indent.endsWith("  ") ? " ".repeat(indent.length()) : HANGING;
      TextLines.fill(indent, hanging, text, COLUMNS).forEach(this::line);
    } else {
      line(indent + text);
    }
  }

  void blank() {
    out.println();
  }

  /** Text whose line breaks are meant. */
  void block(String text) {
    text.lines().forEach(this::line);
  }

  void json(@Nullable Object value) {
    out.println(Visible.json(Json.pretty(value)));
  }

  /** One object on one line. */
  void jsonLine(@Nullable Object value) {
    out.println(Visible.json(Json.write(value)));
  }

  /** For many objects, one a line; to be flushed before anything else is printed. */
  JsonLines jsonLines() {
    out.flush();
    return new JsonLines(rawOut);
  }

  /** Rewrites the line that the cursor stands on; only for a terminal. */
  void rewrite(String text) {
    out.print("\r\u001b[K" + Visible.line(text));
    out.flush();
  }

  /** Empties the line that {@link #rewrite} last wrote. */
  void clearLine() {
    out.print("\r\u001b[K");
  }

  /** Rewrites the last line of standard error; only for a terminal. */
  void status(String text) {
    err.print("\r\u001b[K" + Visible.line(text));
    err.flush();
  }

  /** Empties the line that {@link #status} last wrote. */
  void clearStatus() {
    err.print("\r\u001b[K");
    err.flush();
  }

  void note(String text) {
    err.println("lorabake: " + Visible.line(text));
    err.flush();
  }

  void error(String message, String help) {
    out.flush();
    err.println(Colour.RED.paint("lorabake: ", coloured) + Visible.line(message));
    err.println("  help: " + Visible.line(help));
    err.flush();
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
