package dev.lorabake.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The rows of a log as a terminal would leave them: of a bar that was rewritten after carriage
 * returns, the last state.
 */
public final class LogRows {
  /** Of a longer row the rest is left out. */
  private static final int LONGEST = 1 << 16;

  private static final String CUT = " …";

  private final Consumer<String> sink;
  private final ByteArrayOutputStream row = new ByteArrayOutputStream();
  private boolean returned;
  private boolean cut;

  /**
   * @param sink is given each row that has its end, without it; control characters are left in it
   */
  public LogRows(Consumer<String> sink) {
    this.sink = sink;
  }

  /** Takes the next bytes, wherever they are cut. */
  public void feed(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        sink.accept(open());
        clear();
      } else if (b == '\r') {
        returned = true;
      } else {
        if (returned) {
          clear(); // what stood there is written over
        }
        if (row.size() < LONGEST) {
          row.write(b);
        } else {
          cut = true;
        }
      }
    }
  }

  /** The row that has no end yet; empty where there is none. */
  public String open() {
    return row.toString(StandardCharsets.UTF_8).stripTrailing() + (cut ? CUT : "");
  }

  /** Hands on the row that will have no end. */
  public void finish() {
    if (row.size() > 0) {
      sink.accept(open());
      clear();
    }
  }

  private void clear() {
    row.reset();
    returned = false;
    cut = false;
  }
}
