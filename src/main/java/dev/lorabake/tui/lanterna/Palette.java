package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Rgb;
import java.util.EnumSet;
import java.util.Set;

/**
 * Colours for inks. Where there are 256, those are of middling brightness and of no theme, so that
 * they are read on dark and on light ground alike: at least 3:1 by WCAG's measure in every theme
 * that PaletteTest knows. Where there are sixteen, a theme may make any of them pale, or as its
 * ground: there letters keep the terminal's own colour, and only signs, bars and lines take one.
 * The bright ones are left alone, since Solarized uses them for greys and its ground.
 */
final class Palette {
  /** The first of arrows, frames, blocks, signs and braille. */
  private static final int SIGNS = 0x2190;

  private static final TextColor GREY = new TextColor.Indexed(244);
  private static final TextColor GREEN = new TextColor.Indexed(64);
  private static final TextColor AMBER = new TextColor.Indexed(136);
  private static final TextColor RED = new TextColor.Indexed(167);
  private static final TextColor BLUE = new TextColor.Indexed(32);
  private static final TextColor VIOLET = new TextColor.Indexed(134);

  private final ColourDepth depth;

  Palette(ColourDepth depth) {
    this.depth = depth;
  }

  /** The colour of a sign or letter in an ink. */
  TextColor colour(Ink ink, String glyph) {
    return switch (depth) {
      case TRUE, INDEXED -> ofMany(ink);
      case SIXTEEN -> isSign(glyph) ? ofSixteen(ink) : TextColor.ANSI.DEFAULT;
      case NONE -> TextColor.ANSI.DEFAULT;
    };
  }

  private static boolean isSign(String glyph) {
    int point = glyph.isEmpty() ? 0 : glyph.codePointAt(0);
    return point >= SIGNS && !Character.isLetterOrDigit(point);
  }

  private static TextColor ofMany(Ink ink) {
    return switch (ink) {
      case TEXT, TITLE, FOCUS -> TextColor.ANSI.DEFAULT;
      case DIM, FRAME -> GREY;
      case GOOD -> GREEN;
      case WARNING -> AMBER;
      case ERROR -> RED;
      case ACTIVE, KEY -> BLUE;
      case SECOND -> VIOLET;
    };
  }

  private static TextColor ofSixteen(Ink ink) {
    return switch (ink) {
      case TEXT, TITLE, FOCUS, DIM, FRAME -> TextColor.ANSI.DEFAULT;
      case GOOD -> TextColor.ANSI.GREEN;
      case WARNING -> TextColor.ANSI.YELLOW;
      case ERROR -> TextColor.ANSI.RED;
      case ACTIVE, KEY -> TextColor.ANSI.CYAN;
      case SECOND -> TextColor.ANSI.MAGENTA;
    };
  }

  Set<SGR> style(Ink ink) {
    return switch (ink) {
      case FOCUS -> EnumSet.of(SGR.REVERSE);
      case TITLE, KEY -> EnumSet.of(SGR.BOLD);
      case TEXT, DIM, FRAME, GOOD, WARNING, ERROR, ACTIVE, SECOND -> EnumSet.noneOf(SGR.class);
    };
  }

  /** Whether it has colours enough for a picture. */
  boolean hasPictures() {
    return depth == ColourDepth.TRUE || depth == ColourDepth.INDEXED;
  }

  TextColor colour(Rgb rgb) {
    return switch (depth) {
      case TRUE -> new TextColor.RGB(rgb.red(), rgb.green(), rgb.blue());
      case INDEXED -> TextColor.Indexed.fromRGB(rgb.red(), rgb.green(), rgb.blue());
      case SIXTEEN, NONE -> TextColor.ANSI.DEFAULT;
    };
  }
}
