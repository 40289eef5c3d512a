package dev.lorabake.log;

/**
 * Cuts bytes into lines at {@code \n}, {@code \r} and {@code \r\n}, however they are portioned.
 *
 * <p>A progress bar has no end of line until the next thing is printed, for minutes maybe. So the
 * line that is still open is shown to the sink whenever it could be a whole bar; what follows the
 * bar is then a line of its own, as it would have been.
 */
final class LineSplitter {
  /** A bar is about a hundred bytes long; nothing beyond this is tried as an open one. */
  private static final int LONGEST_OPEN_BAR = 1024;

  /** Takes lines. The bytes are the splitter's own and only lent. */
  interface Sink {
    /**
     * A whole line without its end.
     *
     * @param afterBar a bar stands before it on its row
     * @param number of the row, from 1; a carriage return starts none
     */
    void line(byte[] bytes, int from, int to, boolean afterBar, long number);

    /** Returns the index behind the bar that starts at {@code from}, or -1 if none does. */
    int openBar(byte[] bytes, int from, int to, long number);
  }

  private final Sink sink;
  private final LineBuffer open = new LineBuffer();
  private boolean afterBar;
  private boolean afterCarriageReturn;
  private long number = 1;

  /** The last line was empty: a further one says nothing, and there may be gigabytes of them. */
  private boolean afterEmpty;

  LineSplitter(Sink sink) {
    this.sink = sink;
  }

  void feed(byte[] chunk, int offset, int length) {
    int start = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      byte b = chunk[i];
      if (b != '\n' && b != '\r') {
        continue;
      }
      boolean secondHalf = b == '\n' && (i > offset ? chunk[i - 1] == '\r' : afterCarriageReturn);
      if (!secondHalf) {
        end(chunk, start, i);
      }
      if (b == '\n') {
        number++;
      }
      start = i + 1;
    }
    if (length > 0) {
      afterCarriageReturn = chunk[end - 1] == '\r';
    }
    if (start < end) {
      open.append(chunk, start, end - start);
      takeOpenBar();
    }
  }

  void finish() {
    if (open.length() > 0) {
      end(new byte[0], 0, 0);
    }
  }

  private void end(byte[] chunk, int from, int to) {
    boolean empty = from == to && open.length() == 0 && !afterBar;
    if (empty && afterEmpty) {
      return;
    }
    afterEmpty = empty;
    if (open.length() == 0 && to - from <= LineBuffer.CAPACITY) {
      sink.line(chunk, from, to, afterBar, number);
    } else {
      open.append(chunk, from, to - from);
      byte[] line = open.bytes();
      sink.line(line, 0, open.kept(), afterBar, number);
      open.clear();
    }
    afterBar = false;
  }

  private void takeOpenBar() {
    if (open.length() > LONGEST_OPEN_BAR) {
      return;
    }
    byte[] bytes = open.bytes();
    int length = open.kept();
    int last = length - 1;
    while (last >= 0 && bytes[last] == ' ') {
      last--;
    }
    if (last < 0 || bytes[last] != ']') {
      return;
    }
    int end = sink.openBar(bytes, 0, length, number);
    if (end > 0) {
      open.dropFirst(end);
      afterBar = true;
    }
  }
}
