package dev.lorabake.log;

import dev.lorabake.event.RunEvent.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads Python's tracebacks of one process and tells the exception that counts: of a chain the last
 * one, of a data loader worker's the one that the worker met. What the launcher raises because its
 * child failed is told with the source {@code launcher}: it is never the cause.
 */
final class TracebackReader {
  /** Takes what a traceback came to; {@code ignored}: Python said that it goes on regardless. */
  interface Sink {
    void tell(Failure failure, boolean ignored);

    /** Takes one exception, of a chain each. */
    void clue(Clue clue);

    /** The line that is being read. */
    Clue.Line here(String text);
  }

  private static final String START = "Traceback (most recent call last)";
  private static final int MOST_LINES = 40;
  private static final int MOST_FRAMES = 80;

  private enum State {
    NONE,
    FRAMES,
    BOX,
    MESSAGE,
    CHAINED
  }

  private final Sink sink;
  private final StringBuilder text = new StringBuilder();
  private final List<Clue.Line> message = new ArrayList<>();
  private final Deque<String> frames = new ArrayDeque<>();
  private State state = State.NONE;
  private boolean ignored;
  private boolean launcher;
  private boolean blankSeen;
  private int blockRules;
  private int lines;
  private @Nullable String frame;
  private @Nullable String exception;

  TracebackReader(Sink sink) {
    this.sink = sink;
  }

  /** Takes a line and says whether it was one of a traceback for certain. */
  boolean take(String line) {
    if (line.startsWith(START)) {
      if (state == State.MESSAGE) {
        endMessage();
      }
      begin(State.FRAMES);
      return true;
    }
    return switch (state) {
      case NONE -> takeFirst(line);
      case FRAMES, CHAINED -> takeFrame(line);
      case BOX -> takeBox(line);
      case MESSAGE -> takeAfterMessage(line);
    };
  }

  private boolean takeFirst(String line) {
    boolean named = line.startsWith("Exception ");
    if (named && line.startsWith("Exception ignored in")) {
      ignored = true;
      state = State.CHAINED;
      return true;
    }
    if ((named && line.startsWith("Exception in thread ")) || isChainPhrase(line)) {
      return true;
    }
    if (line.startsWith("╭") && line.contains(START)) {
      begin(State.BOX);
      return true;
    }
    if (ExceptionLine.isBare(line)) {
      begin(State.FRAMES);
      return takeException(line);
    }
    return false;
  }

  private void begin(State next) {
    state = next;
    launcher = false;
    frame = null;
    frames.clear();
  }

  private void keepFrame(String line) {
    frames.add(EventText.bounded(line));
    if (frames.size() > MOST_FRAMES) {
      frames.removeFirst();
    }
  }

  private boolean takeFrame(String line) {
    if (line.startsWith(" ")) {
      String path = ExceptionLine.framePath(line);
      if (path != null) {
        launcher |= ExceptionLine.isLaunchers(path);
        frame = ExceptionLine.frameSource(line, path);
      }
      keepFrame(line.strip());
      return true;
    }
    return takeException(line);
  }

  private boolean takeBox(String line) {
    if (line.startsWith("╰")) {
      state = State.FRAMES;
    } else if (line.startsWith("│")) {
      keepFrame(line.replace('│', ' ').strip());
    }
    return line.startsWith("│") || line.startsWith("╰") || takeException(line);
  }

  private boolean takeException(String line) {
    String type = ExceptionLine.type(line);
    if (type == null) {
      return false;
    }
    exception = type;
    message.clear();
    keepMessage(line);
    text.setLength(0);
    text.append(line, Math.min(line.length(), type.length() + 1), line.length());
    state = State.MESSAGE;
    lines = 1;
    blankSeen = false;
    blockRules = type.endsWith("ChildFailedError") ? 2 : 0;
    return true;
  }

  /** torch's report of which process failed stands between two rules behind its exception. */
  private boolean takeBlock(String line) {
    if (line.startsWith("====")) {
      blockRules--;
    } else if (!line.startsWith("----") && lines < MOST_LINES) {
      lines++;
      text.append('\n').append(EventText.bounded(line.strip()));
      keepMessage(line);
    }
    return true;
  }

  private boolean takeAfterMessage(String line) {
    if (blockRules > 0) {
      return takeBlock(line);
    }
    if (isChainPhrase(line)) {
      tellClue();
      state = State.CHAINED;
      return true;
    }
    if (line.startsWith("Original " + START)) {
      tellClue();
      begin(State.FRAMES);
      return true;
    }
    if (line.startsWith("╭") && line.contains(START)) {
      endMessage();
      begin(State.BOX);
      return true;
    }
    if (ExceptionLine.isBare(line)) {
      endMessage();
      return takeFirst(line);
    }
    return false;
  }

  private static boolean isChainPhrase(String line) {
    return line.startsWith("During handling of the above exception")
        || line.startsWith("The above exception was the direct cause");
  }

  /** Takes a line that nobody else knows if it can be a further line of the message. */
  boolean absorb(String line) {
    if (state != State.MESSAGE || lines >= MOST_LINES || (blankSeen && !line.startsWith(" "))) {
      return false;
    }
    lines++;
    text.append('\n').append(EventText.bounded(line));
    keepMessage(line);
    return true;
  }

  private void keepMessage(String line) {
    message.add(sink.here(EventText.bounded(line)));
  }

  private void tellClue() {
    boolean reported = ExceptionLine.isOfAnotherProcess(exception);
    Clue.Kind kind =
        ignored ? Clue.Kind.WARNING : reported ? Clue.Kind.LAUNCHER : Clue.Kind.EXCEPTION;
    String said = text.toString().strip();
    sink.clue(
        new Clue(
            kind,
            exception + ": " + (reported ? ExceptionLine.withoutCommand(said) : said),
            message,
            List.copyOf(frames)));
  }

  void blank() {
    blankSeen = true;
  }

  /** Tells the exception if its message is being read. */
  void endMessage() {
    if (state != State.MESSAGE) {
      return;
    }
    tellClue();
    String type = exception;
    String told = EventText.bounded(text.toString().strip());
    if (launcher) {
      told = ExceptionLine.withoutCommand(told);
    }
    state = State.NONE;
    boolean goesOn = ignored;
    ignored = false;
    sink.tell(
        new Failure(
            told.isEmpty() && type != null ? type : told, type, launcher ? "launcher" : frame),
        goesOn);
  }

  void finish() {
    endMessage();
    state = State.NONE;
  }
}
