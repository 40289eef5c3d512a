package dev.lorabake.tui.lanterna;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Sends a paint in one piece. Lanterna writes a few bytes for each cell, and each write would be a
 * call of the kernel; what it asks the terminal otherwise goes out at once, since it does not flush
 * before it waits for the answer.
 */
final class WholePaints extends OutputStream {
  private final OutputStream out;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean holding;

  WholePaints(OutputStream out) {
    this.out = out;
  }

  /** Holds what is written from now on, until {@link #flush}. */
  synchronized void begin() {
    holding = true;
  }

  @Override
  public synchronized void write(int one) throws IOException {
    if (holding) {
      held.write(one);
    } else {
      out.write(one);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    if (holding) {
      held.write(bytes, from, length);
    } else {
      out.write(bytes, from, length);
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    holding = false;
    byte[] all = held.toByteArray();
    held.reset();
    out.write(all);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}
