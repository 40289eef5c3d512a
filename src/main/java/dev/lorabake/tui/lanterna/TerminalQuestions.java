package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.terminal.ansi.StreamBasedTerminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks a terminal what it is and can do; environment variables, which tell it too, are lost on the
 * way through SSH. Answers come among the keys, whence {@link AnswerPattern} takes them: those that
 * come late count as well.
 */
final class TerminalQuestions {
  /**
   * Longer than the way to another continent and back. A terminal that answers ends the waiting
   * itself, so that only one that never does costs this much, and an answer after it is not lost.
   */
  static final Duration PATIENCE = Duration.ofMillis(500);

  private static final long LOOK_EVERY_MILLIS = 2;

  /** Kitty's own advice: ask for a picture of one pixel that is not to be shown. */
  private static final String KITTY = "\u001b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u001b\\";

  private static final String NAME = "\u001b[>0q";
  private static final String BACKGROUND = "\u001b]11;?\u001b\\";

  /** How large a picture may be. */
  private static final String LIMIT = "\u001b[?2;4;0S";

  /** One cell, all cells, and the area for graphics: xterm tells only the last by default. */
  private static final String SIZES = "\u001b[16t\u001b[14t\u001b[?2;1;0S";

  private static final String REGISTERS = "\u001b[?1;1;0S";
  private static final String ATTRIBUTES = "\u001b[c";

  /** What a terminal that does not know a question may have written of it. */
  private static final String WIPE = "\r\u001b[K";

  private final StreamBasedTerminal terminal;
  private final OutputStream out;
  private volatile TerminalFacts facts = TerminalFacts.NONE;

  TerminalQuestions(StreamBasedTerminal terminal, OutputStream out) {
    this.terminal = terminal;
    this.out = out;
    terminal.getInputDecoder().addProfile(() -> List.of(new AnswerPattern()));
  }

  TerminalFacts facts() {
    return facts;
  }

  /**
   * Asks everything at the start and waits for what is answered.
   *
   * @param multiplexed whether tmux or screen lies between, which take kitty's question for a title
   * @return the keys that were pressed meanwhile
   */
  List<KeyStroke> ask(boolean multiplexed, Duration patience)
      throws IOException, InterruptedException {
    send((multiplexed ? "" : KITTY) + NAME + BACKGROUND + LIMIT + SIZES + REGISTERS + ATTRIBUTES);
    long since = System.nanoTime();
    List<KeyStroke> keys = new ArrayList<>();
    while (!facts.hasAnswered() && System.nanoTime() - since < patience.toNanos()) {
      KeyStroke stroke = terminal.pollInput();
      if (stroke == null) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      } else if (!isAnswer(stroke)) {
        keys.add(stroke);
      }
    }
    out.write(WIPE.getBytes(StandardCharsets.US_ASCII));
    return keys;
  }

  /** Asks for the cells' size once more, since the terminal has another size now. */
  synchronized void askSizes() throws IOException {
    facts = facts.resized();
    send(SIZES + ATTRIBUTES);
  }

  private void send(String questions) throws IOException {
    // an answer may come in two parts: until it is here, an escape waits a quarter of a second
    terminal.getInputDecoder().setTimeoutUnits(1);
    out.write(questions.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Whether it is no key; what it says counts from now on. */
  synchronized boolean isAnswer(KeyStroke stroke) {
    if (stroke instanceof AnswerPattern.Answer given) {
      facts = facts.with(given.answer());
      if (given.answer() instanceof TerminalAnswer.Attributes) {
        terminal.getInputDecoder().setTimeoutUnits(0);
      }
      return true;
    }
    return false;
  }
}
