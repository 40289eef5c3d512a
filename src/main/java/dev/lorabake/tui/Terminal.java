package dev.lorabake.tui;

import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import java.io.IOException;
import java.util.function.Consumer;

/** A screen with a keyboard. */
public interface Terminal extends AutoCloseable {
  /** What a terminal tells of itself. */
  sealed interface Input {
    /** A key. */
    record Pressed(Key key) implements Input {}

    /** A text that was pasted, with the ends of its lines. */
    record Pasted(String text) implements Input {}

    /** A mouse button, at a cell counted from 0. */
    record Clicked(int column, int row) implements Input {}

    /** The wheel; down is positive. */
    record Wheeled(int lines) implements Input {}

    /** It has another size now. */
    record Resized() implements Input {}

    /** It is gone: nothing more will come. */
    record Closed() implements Input {}
  }

  /** Begins to tell, from a thread of its own. */
  void listen(Consumer<Input> listener);

  /** A blank canvas of the size that it has now. */
  Canvas canvas() throws IOException;

  /** Shows it; only cells that changed are sent. */
  void show(Canvas canvas) throws IOException;

  /** Which signs it can show. */
  Glyphs glyphs();

  /** Gives the terminal back, stops this process as Ctrl-Z does, and takes it again. */
  void suspend() throws IOException, InterruptedException;

  /** Gives the terminal back as it was. */
  @Override
  void close() throws IOException;
}
