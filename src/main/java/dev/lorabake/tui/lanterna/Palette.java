package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Rgb;
import java.util.EnumSet;
import java.util.Set;

/**
 * Colours for inks. Only the terminal's own sixteen are used for text, so that its theme, dark or
 * light, stays in charge; pictures take what it has.
 */
final class Palette {
  private final ColourDepth depth;

  Palette(ColourDepth depth) {
    this.depth = depth;
  }

  TextColor colour(Ink ink) {
    if (depth == ColourDepth.NONE) {
      return TextColor.ANSI.DEFAULT;
    }
    return switch (ink) {
      case TEXT, TITLE, FOCUS -> TextColor.ANSI.DEFAULT;
      case DIM, FRAME -> TextColor.ANSI.BLACK_BRIGHT;
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
