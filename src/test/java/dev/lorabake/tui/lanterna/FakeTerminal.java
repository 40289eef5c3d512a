package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lanterna's terminal between two streams: what is typed, and what is written. */
final class FakeTerminal extends ANSITerminal {
  private final Typed typed;
  private final Written written;
  private final TerminalSize size;

  private FakeTerminal(Typed typed, Written written, TerminalSize size) {
    super(typed, written, StandardCharsets.UTF_8);
    this.typed = typed;
    this.written = written;
    this.size = size;
  }

  static FakeTerminal of(int columns, int rows) {
    return new FakeTerminal(new Typed(), new Written(), new TerminalSize(columns, rows));
  }

  @Override
  protected TerminalSize findTerminalSize() {
    return size;
  }

  OutputStream out() {
    return written;
  }

  /** Comes in at once, as keys and answers do; a further part after a while. */
  void type(String text) {
    typed.parts.add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the terminal answers when it is asked for its attributes. */
  void answers(String... parts) {
    written.answer =
        () -> {
          for (String part : parts) {
            type(part);
          }
        };
  }

  /** What was written since the last time. */
  String written() {
    String text = written.toString(StandardCharsets.UTF_8);
    written.reset();
    return text;
  }

  private static final class Written extends ByteArrayOutputStream {
    private Runnable answer = () -> {};

    @Override
    public void flush() {
      if (toString(StandardCharsets.US_ASCII).endsWith("\u001b[c")) {
        answer.run();
      }
    }
  }

  /** Bytes in parts; between two of them it says once that nothing is there. */
  private static final class Typed extends InputStream {
    private final Deque<byte[]> parts = new ArrayDeque<>();
    private int next;

    @Override
    public int available() {
      byte[] part = parts.peek();
      if (part != null && next == part.length) {
        parts.remove();
        next = 0;
        return 0;
      }
      return part == null ? 0 : part.length - next;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      int count = 0;
      for (int one = read(); one >= 0; one = count < length ? read() : -1) {
        into[from + count++] = (byte) one;
      }
      return count == 0 ? -1 : count;
    }

    @Override
    public int read() {
      byte[] part = parts.peek();
      return part == null || next == part.length ? -1 : part[next++] & 0xFF;
    }
  }
}
