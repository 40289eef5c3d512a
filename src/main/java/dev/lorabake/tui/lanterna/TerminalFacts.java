package dev.lorabake.tui.lanterna;

import dev.lorabake.tui.paint.Rgb;
import dev.lorabake.tui.sixel.Sixel;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the terminal has said of itself so far.
 *
 * @param attributes null until they come, after which nothing more will
 * @param kitty whether it knows kitty's graphics
 * @param cell one cell, where it says so itself
 * @param text the area of all cells, where it says so
 * @param registers how many colours a picture may have
 * @param name what it is; empty where it does not say
 * @param background the colour behind texts
 */
record TerminalFacts(
    @Nullable Set<Integer> attributes,
    boolean kitty,
    @Nullable PixelSize cell,
    @Nullable PixelSize text,
    int registers,
    String name,
    @Nullable Rgb background) {
  private static final int SIXEL = 4;
  static final TerminalFacts NONE =
      new TerminalFacts(null, false, null, null, Sixel.COLOURS, "", null);

  TerminalFacts with(TerminalAnswer answer) {
    return switch (answer) {
      case TerminalAnswer.Attributes(Set<Integer> numbers) ->
          new TerminalFacts(numbers, kitty, cell, text, registers, name, background);
      case TerminalAnswer.CellPixels(PixelSize size) ->
          new TerminalFacts(
              attributes, kitty, size.isCell() ? size : null, text, registers, name, background);
      case TerminalAnswer.TextPixels(PixelSize size) ->
          new TerminalFacts(attributes, kitty, cell, size, registers, name, background);
      case TerminalAnswer.Registers(int count) ->
          new TerminalFacts(attributes, kitty, cell, text, count, name, background);
      case TerminalAnswer.Kitty(boolean known) ->
          new TerminalFacts(attributes, known, cell, text, registers, name, background);
      case TerminalAnswer.Name(String said) ->
          new TerminalFacts(attributes, kitty, cell, text, registers, said, background);
      case TerminalAnswer.Background(Rgb colour) ->
          new TerminalFacts(attributes, kitty, cell, text, registers, name, colour);
      case TerminalAnswer.Other _ -> this;
    };
  }

  /** What still holds when the terminal has another size. */
  TerminalFacts resized() {
    return new TerminalFacts(attributes, kitty, cell, null, registers, name, background);
  }

  boolean hasAnswered() {
    return attributes != null;
  }

  boolean saysSixel() {
    return attributes != null && attributes.contains(SIXEL);
  }

  /** How many colours a picture by sixel may have, as far as those are of use. */
  int pictureColours() {
    return Math.clamp(registers, 2, Sixel.COLOURS);
  }

  /** One cell, by what it said of it or else of all cells. */
  Optional<PixelSize> cell(int columns, int rows) {
    if (cell != null) {
      return Optional.of(cell);
    }
    return Optional.ofNullable(text).map(size -> size.cellOf(columns, rows));
  }
}
