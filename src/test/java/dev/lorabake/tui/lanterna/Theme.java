package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import dev.lorabake.tui.paint.Cell;
import dev.lorabake.tui.paint.Rgb;
import java.util.List;

/** What a terminal makes of colours: those that come with well-known terminals and themes. */
public enum Theme {
  XTERM_BLACK("#000000", "#e5e5e5", Sixteen.XTERM),
  XTERM_WHITE("#ffffff", "#000000", Sixteen.XTERM),
  VGA(
      "#000000",
      "#aaaaaa",
      "#000000 #aa0000 #00aa00 #aa5500 #0000aa #aa00aa #00aaaa #aaaaaa"
          + " #555555 #ff5555 #55ff55 #ffff55 #5555ff #ff55ff #55ffff #ffffff"),
  SOLARIZED_DARK("#002b36", "#839496", Sixteen.SOLARIZED),
  SOLARIZED_LIGHT("#fdf6e3", "#657b83", Sixteen.SOLARIZED),
  CAMPBELL(
      "#0c0c0c",
      "#cccccc",
      "#0c0c0c #c50f1f #13a10e #c19c00 #0037da #881798 #3a96dd #cccccc"
          + " #767676 #e74856 #16c60c #f9f1a5 #3b78ff #b4009e #61d6d6 #f2f2f2"),
  GNOME_DARK("#171421", "#d0cfcc", Sixteen.GNOME),
  GNOME_LIGHT("#ffffff", "#171421", Sixteen.GNOME),
  ONE_HALF_DARK(
      "#282c34",
      "#dcdfe4",
      "#282c34 #e06c75 #98c379 #e5c07b #61afef #c678dd #56b6c2 #dcdfe4"
          + " #282c34 #e06c75 #98c379 #e5c07b #61afef #c678dd #56b6c2 #dcdfe4"),
  ONE_HALF_LIGHT(
      "#fafafa",
      "#383a42",
      "#383a42 #e45649 #50a14f #c18401 #0184bc #a626a4 #0997b3 #fafafa"
          + " #4f525e #e06c75 #98c379 #e5c07b #61afef #c678dd #56b6c2 #ffffff");

  /** The sixteen that serve a dark and a light theme. */
  private static final class Sixteen {
    static final String XTERM =
        "#000000 #cd0000 #00cd00 #cdcd00 #0000ee #cd00cd #00cdcd #e5e5e5"
            + " #7f7f7f #ff0000 #00ff00 #ffff00 #5c5cff #ff00ff #00ffff #ffffff";
    static final String SOLARIZED =
        "#073642 #dc322f #859900 #b58900 #268bd2 #d33682 #2aa198 #eee8d5"
            + " #002b36 #cb4b16 #586e75 #657b83 #839496 #6c71c4 #93a1a1 #fdf6e3";
    static final String GNOME =
        "#171421 #c01c28 #26a269 #a2734c #12488b #a347ba #2aa1b3 #d0cfcc"
            + " #5e5c64 #f66151 #33d17a #e9ad0c #2a7bde #c061cb #33c7de #ffffff";
  }

  /** As the sixteen of a theme are listed; the bright ones, which nothing uses, come after. */
  private static final List<TextColor.ANSI> ORDER =
      List.of(
          TextColor.ANSI.BLACK,
          TextColor.ANSI.RED,
          TextColor.ANSI.GREEN,
          TextColor.ANSI.YELLOW,
          TextColor.ANSI.BLUE,
          TextColor.ANSI.MAGENTA,
          TextColor.ANSI.CYAN,
          TextColor.ANSI.WHITE);

  private final String back;
  private final String front;
  private final String sixteen;

  Theme(String back, String front, String sixteen) {
    this.back = back;
    this.front = front;
    this.sixteen = sixteen;
  }

  private static Rgb rgb(String hex) {
    return Rgb.of(Integer.parseInt(hex.substring(1), 16));
  }

  /** How a cell is seen. */
  public record Look(Rgb front, Rgb back, boolean bold) {
    /** WCAG 2.2's contrast ratio, from 1 to 21. */
    double contrast() {
      double one = luminance(front) + 0.05;
      double other = luminance(back) + 0.05;
      return Math.max(one, other) / Math.min(one, other);
    }

    private static double luminance(Rgb rgb) {
      return 0.2126 * linear(rgb.red())
          + 0.7152 * linear(rgb.green())
          + 0.0722 * linear(rgb.blue());
    }

    private static double linear(int channel) {
      double part = channel / 255.0;
      return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
  }

  /** What is seen of a cell under the program's palette. */
  public Look look(Cell cell, ColourDepth depth) {
    Palette palette = new Palette(depth);
    var style = palette.style(cell.ink());
    Rgb cellFront = cell.front();
    Rgb cellBack = cell.back();
    Rgb text =
        cellFront == null ? seen(palette.colour(cell.ink(), cell.glyph()), rgb(front)) : cellFront;
    Rgb behind = cellBack == null ? rgb(back) : cellBack;
    boolean reversed = style.contains(SGR.REVERSE);
    return new Look(reversed ? behind : text, reversed ? text : behind, style.contains(SGR.BOLD));
  }

  public Rgb back() {
    return rgb(back);
  }

  /** The colour that the terminal shows; its own text's where none is said. */
  private Rgb seen(TextColor colour, Rgb otherwise) {
    if (colour == TextColor.ANSI.DEFAULT) {
      return otherwise;
    }
    if (colour instanceof TextColor.ANSI ansi) {
      return rgb(sixteen.split(" ", -1)[ORDER.indexOf(ansi)]);
    }
    return new Rgb(colour.getRed(), colour.getGreen(), colour.getBlue());
  }
}
