package dev.lorabake.tui.lanterna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import dev.lorabake.tui.paint.Cell;
import dev.lorabake.tui.paint.Ink;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether what is painted can be read, on dark ground and on light. */
class PaletteTest {
  /** WCAG 2.2's least contrast of large or bold text, and of signs. */
  private static final double LEAST = 3;

  /** Its least contrast of text; Solarized gives its own text less on purpose. */
  private static final double LEAST_OF_TEXT = 4.1;

  private static double contrast(Theme theme, Ink ink, String glyph, ColourDepth depth) {
    return theme.look(new Cell(glyph, ink, null, null), depth).contrast();
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void everyInkIsReadWhereThereAre256Colours(Theme theme) {
    for (Ink ink : Ink.values()) {
      double contrast = contrast(theme, ink, "a", ColourDepth.INDEXED);
      assertTrue(contrast >= LEAST, ink + " has " + contrast);
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void textIsInTheTerminalsOwnColour(Theme theme) {
    for (ColourDepth depth : ColourDepth.values()) {
      for (Ink ink : List.of(Ink.TEXT, Ink.TITLE, Ink.FOCUS)) {
        double contrast = contrast(theme, ink, "a", depth);
        assertTrue(contrast >= LEAST_OF_TEXT, ink + " has " + contrast);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void inSixteenColoursEveryWordIsReadWhateverTheThemeMakesOfThem(Theme theme) {
    for (Ink ink : Ink.values()) {
      double contrast = contrast(theme, ink, "a", ColourDepth.SIXTEEN);
      assertTrue(contrast >= LEAST_OF_TEXT, ink + " has " + contrast);
    }
  }

  /** Each has its shape, and a word beside it; another theme, 256 colours or NO_COLOR mend it. */
  @Test
  void whichSignsArePaleInSixteenColoursIsKnown() {
    Set<String> pale = new TreeSet<>();
    for (Theme theme : Theme.values()) {
      for (Ink ink : Ink.values()) {
        if (contrast(theme, ink, "▲", ColourDepth.SIXTEEN) < LEAST) {
          pale.add(theme + " " + ink);
        }
      }
    }
    assertEquals(
        Set.of(
            "CAMPBELL SECOND",
            "GNOME_DARK ERROR",
            "SOLARIZED_LIGHT ACTIVE",
            "SOLARIZED_LIGHT GOOD",
            "SOLARIZED_LIGHT KEY",
            "SOLARIZED_LIGHT WARNING",
            "VGA ERROR",
            "XTERM_WHITE ACTIVE",
            "XTERM_WHITE GOOD",
            "XTERM_WHITE KEY",
            "XTERM_WHITE WARNING"),
        pale);
  }

  @Test
  void theBrightColoursAreLeftAlone() {
    Palette palette = new Palette(ColourDepth.SIXTEEN);
    for (Ink ink : Ink.values()) {
      for (String glyph : List.of("a", "▲")) {
        TextColor colour = palette.colour(ink, glyph);
        assertTrue(!((TextColor.ANSI) colour).name().endsWith("BRIGHT"), ink.name());
      }
    }
  }

  @Test
  void withoutColoursOnlyBoldAndReverseAreLeft() {
    Palette palette = new Palette(ColourDepth.NONE);
    for (Ink ink : Ink.values()) {
      assertEquals(TextColor.ANSI.DEFAULT, palette.colour(ink, "▲"));
      assertTrue(Set.of(SGR.BOLD, SGR.REVERSE).containsAll(palette.style(ink)));
    }
    assertEquals(Set.of(SGR.REVERSE), palette.style(Ink.FOCUS));
  }

  @Test
  void aBarOrALineOfAChartIsASign() {
    Palette palette = new Palette(ColourDepth.SIXTEEN);
    for (String glyph : List.of("█", "▍", "⠉", "━", "✓", "✗", "▶")) {
      assertEquals(TextColor.ANSI.RED, palette.colour(Ink.ERROR, glyph), glyph);
    }
    for (String glyph : List.of("a", "é", "猫", "?", " ")) {
      assertEquals(TextColor.ANSI.DEFAULT, palette.colour(Ink.ERROR, glyph), glyph);
    }
  }
}
