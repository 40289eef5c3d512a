package dev.lorabake.log;

import dev.lorabake.event.RunEvent;
import java.util.List;

/** Takes the bars off the front of a line as bytes and hands the rest on as text. */
final class SegmentReader implements LineSplitter.Sink {
  private final BarScanner scanner = new BarScanner();
  private final Utf8 utf8 = new Utf8();
  private final LogState state;
  private final LineReader text;
  private final BarReader bars;

  SegmentReader(LogWitness witness) {
    state = new LogState(witness);
    text = new LineReader(state);
    bars = new BarReader(state);
  }

  @Override
  public void line(byte[] bytes, int from, int to, boolean afterBar, long number) {
    boolean behindBar = afterBar;
    int at = behindBar ? from : WrapperPrefix.end(bytes, from, to);
    state.at(number, at == from ? "" : text(bytes, from, at));
    while (at < to) {
      Bar bar = scanner.scan(bytes, at, to, true);
      if (bar == null) {
        break;
      }
      onBar(bar, bytes, at, scanner.end());
      behindBar = true;
      at = scanner.end();
    }
    if (at < to && EscapeSequences.in(bytes, at, to)) {
      byte[] plain = EscapeSequences.removed(bytes, at, to);
      line(plain, 0, plain.length, behindBar, number);
    } else if (at < to) {
      text.line(text(bytes, at, to), behindBar);
    } else if (!behindBar) {
      text.emptyLine();
    }
  }

  @Override
  public int openBar(byte[] bytes, int from, int to, long number) {
    state.at(number, "");
    if (EscapeSequences.in(bytes, from, to)) {
      return -1;
    }
    Bar bar = scanner.scan(bytes, from, to, false);
    if (bar == null) {
      return -1;
    }
    onBar(bar, bytes, from, scanner.end());
    return scanner.end();
  }

  private void onBar(Bar bar, byte[] bytes, int from, int to) {
    text.beforeBar();
    state.clue(bar, () -> text(bytes, from, to));
    bars.read(bar);
  }

  private String text(byte[] bytes, int from, int to) {
    return utf8.text(bytes, from, to);
  }

  void finish() {
    text.finish();
    state.finish();
  }

  List<RunEvent> take() {
    return state.take();
  }
}
