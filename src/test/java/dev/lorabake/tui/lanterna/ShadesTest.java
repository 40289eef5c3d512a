package dev.lorabake.tui.lanterna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.paint.HalfBlocks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A picture, from black at the left to white at the right, on terminals of several depths. */
class ShadesTest {
  private static BufferedImage ramp() {
    BufferedImage picture = new BufferedImage(10, 2, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 10; x++) {
      int grey = 255 * x / 9;
      picture.setRGB(x, 0, grey << 16 | grey << 8 | grey);
      picture.setRGB(x, 1, grey << 16 | grey << 8 | grey);
    }
    return picture;
  }

  @ParameterizedTest
  @CsvSource({
    "TRUE, UNICODE, ▀▀▀▀▀▀▀▀▀▀, true",
    "INDEXED, UNICODE, ▀▀▀▀▀▀▀▀▀▀, true",
    "SIXTEEN, UNICODE, '  ░░▒▒▓▓██', false",
    "NONE, UNICODE, '  ░░▒▒▓▓██', false",
    "NONE, ASCII, '  ..::++##', false"
  })
  void coloursThatATerminalLacksBecomeShades(
      ColourDepth depth, Glyphs glyphs, String row, boolean coloured) throws IOException {
    DefaultVirtualTerminal terminal = new DefaultVirtualTerminal(new TerminalSize(10, 1));
    try (LanternaTerminal ours = new LanternaTerminal(terminal, depth, glyphs)) {
      Canvas canvas = ours.canvas();
      HalfBlocks.paint(canvas, canvas.area(), ramp());
      ours.show(canvas);
      StringBuilder seen = new StringBuilder();
      for (int column = 0; column < 10; column++) {
        seen.append(terminal.getCharacter(column, 0).getCharacterString());
      }
      assertEquals(row, seen.toString());
      TextColor colour = terminal.getCharacter(9, 0).getForegroundColor();
      assertTrue(coloured != colour.equals(TextColor.ANSI.DEFAULT), colour.toString());
    }
  }
}
