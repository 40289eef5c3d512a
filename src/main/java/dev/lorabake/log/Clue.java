package dev.lorabake.log;

import java.util.List;

/**
 * Something in a log that may tell why a run failed, with its place: more than an event says, for
 * an event keeps of a chain of exceptions only the last.
 *
 * @param text what was said, put together: of a record without its columns, of the launcher without
 *     the command line that it had run
 * @param lines where it was printed; a message may be of several lines
 * @param frames of an exception the lines of its traceback without indentation, the innermost last;
 *     a bounded number
 */
public record Clue(Kind kind, String text, List<Line> lines, List<String> frames) {

  /** Who says it, which is how much it says. */
  public enum Kind {
    /** An exception that ended what it was raised in. */
    EXCEPTION,
    /** The launcher's own exception: mostly the exit code of the process that it had started. */
    LAUNCHER,
    /** A record of level ERROR, what the command line's reader refused, or the like. */
    ERROR,
    WARNING,
    /** A line that nobody knows, or one that is known to tell more of an error. */
    LINE,
    /**
     * A bar: the first of the steps, where none is done; the first with a loss that is no number;
     * or the last thing in the log, where nothing is done.
     */
    BAR
  }

  /**
   * A line of the log.
   *
   * @param number from 1, counted by line feeds: a bar rewrites its line
   * @param lead what stands before it and is not the trainer's: {@code [rank0]: } or a wrapper's
   *     time
   */
  public record Line(long number, String lead, String text) {
    /** As it stands in the log, without escape sequences and bars. */
    public String whole() {
      return lead + text;
    }
  }

  public Clue {
    lines = List.copyOf(lines);
    frames = List.copyOf(frames);
  }

  static Clue of(Kind kind, Line line) {
    return new Clue(kind, line.text(), List.of(line), List.of());
  }
}
