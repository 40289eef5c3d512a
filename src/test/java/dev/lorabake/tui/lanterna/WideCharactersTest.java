package dev.lorabake.tui.lanterna;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.paint.Ink;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands behind a character stays in its column, however wide Lanterna thinks it is. */
class WideCharactersTest {
  @ParameterizedTest
  @CsvSource({
    "猫, true", // both say two cells
    "é, true", // both say one
    "✅, false", // two cells; Lanterna says one
    "￡, false", // two cells; Lanterna says one
    "𝐀, false", // one cell; Lanterna says two
  })
  void theRowIsNotShifted(String sign, boolean shown) throws IOException {
    DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(12, 2));
    LanternaTerminal ours = new LanternaTerminal(terminal, ColourDepth.TRUE, Glyphs.UNICODE);
    Canvas before = ours.canvas();
    before.write(before.area(), 0, 0, "############", Ink.TEXT);
    ours.show(before);
    Canvas canvas = ours.canvas();
    int end = canvas.write(canvas.area(), 0, 0, "a" + sign + "b|", Ink.TEXT);
    ours.show(canvas);
    assertEquals("|", terminal.getCharacter(end - 1, 0).getCharacterString());
    assertEquals("b", terminal.getCharacter(end - 2, 0).getCharacterString());
    assertEquals(shown ? sign : "?", terminal.getCharacter(1, 0).getCharacterString());
    assertEquals(" ", terminal.getCharacter(end, 0).getCharacterString());
    ours.close();
  }
}
