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
 * @param limit the largest picture, where it says so
 * @param registers how many colours a picture may have
 * @param name what it is; empty where it does not say
 * @param background the colour behind texts
 */
record TerminalFacts(
    @Nullable Set<Integer> attributes,
    boolean kitty,
    @Nullable PixelSize cell,
    @Nullable PixelSize text,
    @Nullable PixelSize limit,
    int registers,
    String name,
    @Nullable Rgb background) {
  private static final int SIXEL = 4;

  /** Of xterm, which cuts off what is beyond; others take more. */
  private static final PixelSize USUAL_LIMIT = new PixelSize(1000, 1000);

  static final TerminalFacts NONE =
      new TerminalFacts(null, false, null, null, null, Sixel.COLOURS, "", null);

  TerminalFacts with(TerminalAnswer answer) {
    return switch (answer) {
      case TerminalAnswer.Attributes(Set<Integer> numbers) ->
          new TerminalFacts(numbers, kitty, cell, text, limit, registers, name, background);
      case TerminalAnswer.CellPixels(PixelSize size) ->
          new TerminalFacts(
              attributes,
              kitty,
              size.isCell() ? size : null,
              text,
              limit,
              registers,
              name,
              background);
      case TerminalAnswer.TextPixels(PixelSize size) -> withText(size);
      case TerminalAnswer.GraphicsPixels(PixelSize size) -> withGraphics(size);
      case TerminalAnswer.Registers(int count) ->
          new TerminalFacts(attributes, kitty, cell, text, limit, count, name, background);
      case TerminalAnswer.Kitty(boolean known) ->
          new TerminalFacts(attributes, known, cell, text, limit, registers, name, background);
      case TerminalAnswer.Name(String said) ->
          new TerminalFacts(attributes, kitty, cell, text, limit, registers, said, background);
      case TerminalAnswer.Background(Rgb colour) ->
          new TerminalFacts(attributes, kitty, cell, text, limit, registers, name, colour);
      case TerminalAnswer.Other _ -> this;
    };
  }

  private TerminalFacts withText(PixelSize size) {
    return new TerminalFacts(attributes, kitty, cell, size, limit, registers, name, background);
  }

  /** The limit comes first; what is as large as that may be a part of the area only. */
  private TerminalFacts withGraphics(PixelSize size) {
    if (limit == null) {
      return new TerminalFacts(attributes, kitty, cell, text, size, registers, name, background);
    }
    boolean whole = size.width() < limit.width() && size.height() < limit.height();
    return whole && text == null ? withText(size) : this;
  }

  /** What still holds when the terminal has another size. */
  TerminalFacts resized() {
    return new TerminalFacts(attributes, kitty, cell, null, limit, registers, name, background);
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

  /** The largest picture that may be sent at once. */
  PixelSize largestPicture() {
    return limit == null || limit.width() < 1 || limit.height() < 1 ? USUAL_LIMIT : limit;
  }

  /** One cell, by what it said of it or else of all cells. */
  Optional<PixelSize> cell(int columns, int rows) {
    if (cell != null) {
      return Optional.of(cell);
    }
    return Optional.ofNullable(text).map(size -> size.cellOf(columns, rows));
  }
}
