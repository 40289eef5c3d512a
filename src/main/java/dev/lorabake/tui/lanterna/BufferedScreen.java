package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.Terminal;
import dev.lorabake.tui.paint.Area;
import java.io.IOException;

/** Lanterna's double buffer, that can be told to send cells though they have not changed. */
final class BufferedScreen extends TerminalScreen {
  /** Like no cell of ours, so that any that takes its place has changed. */
  private static final TextCharacter UNKNOWN =
      TextCharacter.DEFAULT_CHARACTER.withModifier(SGR.FRAKTUR);

  BufferedScreen(Terminal terminal) throws IOException {
    super(terminal);
  }

  /** The next refresh sends these cells. */
  synchronized void forget(Area area) {
    for (int row = area.row(); row < area.row() + area.height(); row++) {
      for (int column = area.column(); column < area.column() + area.width(); column++) {
        getFrontBuffer().setCharacterAt(column, row, UNKNOWN);
      }
    }
  }
}
