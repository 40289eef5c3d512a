package dev.lorabake.log;

import dev.lorabake.event.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the bars off the front of a line as bytes and hands the rest on as text. */
final class SegmentReader implements LineSplitter.Sink {
  private final BarScanner scanner = new BarScanner();
  private final LogState state = new LogState();
  private final LineReader text = new LineReader(state);
  private final BarReader bars = new BarReader(state);

  @Override
  public void line(byte[] bytes, int from, int to, boolean afterBar) {
    boolean behindBar = afterBar;
    int at = behindBar ? from : WrapperPrefix.end(bytes, from, to);
    while (at < to) {
      Bar bar = scanner.scan(bytes, at, to, true);
      if (bar == null) {
        break;
      }
      onBar(bar);
      behindBar = true;
      at = scanner.end();
    }
    if (at < to && EscapeSequences.in(bytes, at, to)) {
      byte[] plain = EscapeSequences.removed(bytes, at, to);
      line(plain, 0, plain.length, behindBar);
    } else if (at < to) {
      text.line(new String(bytes, at, to - at, StandardCharsets.UTF_8), behindBar);
    } else if (!behindBar) {
      text.emptyLine();
    }
  }

  @Override
  public int openBar(byte[] bytes, int from, int to) {
    if (EscapeSequences.in(bytes, from, to)) {
      return -1;
    }
    Bar bar = scanner.scan(bytes, from, to, false);
    if (bar == null) {
      return -1;
    }
    onBar(bar);
    return scanner.end();
  }

  private void onBar(@Nullable Bar bar) {
    if (bar != null) {
      text.beforeBar();
      bars.read(bar);
    }
  }

  void finish() {
    text.finish();
    state.finish();
  }

  List<RunEvent> take() {
    return state.take();
  }
}
