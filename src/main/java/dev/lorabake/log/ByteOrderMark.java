package dev.lorabake.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a byte order mark off the front of a log and turns UTF-16, which Windows PowerShell's
 * {@code >} writes, into UTF-8. A log without a mark passes through as it is.
 */
final class ByteOrderMark {
  private enum Form {
    UNDECIDED,
    PLAIN,
    UTF16_LITTLE,
    UTF16_BIG
  }

  private final LineSplitter lines;
  private final StringBuilder text = new StringBuilder();
  private Form form = Form.UNDECIDED;
  private byte[] start = new byte[0];

  /** The first byte of a code unit that was cut, -1 for none. */
  private int half = -1;

  ByteOrderMark(LineSplitter lines) {
    this.lines = lines;
  }

  void feed(byte[] chunk, int offset, int length) {
    switch (form) {
      case PLAIN -> lines.feed(chunk, offset, length);
      case UTF16_LITTLE, UTF16_BIG -> convert(chunk, offset, length);
      case UNDECIDED -> {
        int held = start.length;
        start = Arrays.copyOf(start, held + length);
        System.arraycopy(chunk, offset, start, held, length);
        decide(false);
      }
    }
  }

  void finish() {
    decide(true);
    flush(text.length());
    lines.finish();
  }

  private void decide(boolean atEnd) {
    if (form != Form.UNDECIDED || (!atEnd && couldBegin())) {
      return;
    }
    int mark = 0;
    if (begins(0xff, 0xfe)) {
      form = Form.UTF16_LITTLE;
      mark = 2;
    } else if (begins(0xfe, 0xff)) {
      form = Form.UTF16_BIG;
      mark = 2;
    } else {
      form = Form.PLAIN;
      mark = begins(0xef, 0xbb, 0xbf) ? 3 : 0;
    }
    byte[] bytes = start;
    start = new byte[0];
    feed(bytes, mark, bytes.length - mark);
  }

  private boolean begins(int... mark) {
    return start.length >= mark.length && agrees(mark);
  }

  private boolean couldBegin() {
    return (start.length < 2 && (agrees(0xff, 0xfe) || agrees(0xfe, 0xff)))
        || (start.length < 3 && agrees(0xef, 0xbb, 0xbf));
  }

  /** Whether the bytes there are do not differ from a mark. */
  private boolean agrees(int... mark) {
    for (int i = 0; i < Math.min(mark.length, start.length); i++) {
      if ((start[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private void convert(byte[] chunk, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      int b = chunk[i] & 0xff;
      if (half < 0) {
        half = b;
      } else {
        text.append((char) (form == Form.UTF16_LITTLE ? half | (b << 8) : (half << 8) | b));
        half = -1;
      }
    }
    int count = text.length();
    // the other half of a character may come with the next portion
    flush(count > 0 && Character.isHighSurrogate(text.charAt(count - 1)) ? count - 1 : count);
  }

  private void flush(int count) {
    byte[] bytes = text.substring(0, count).getBytes(StandardCharsets.UTF_8);
    text.delete(0, count);
    lines.feed(bytes, 0, bytes.length);
  }
}
