package dev.lorabake.tui;

import dev.lorabake.Figures;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.GpuTable;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Ink;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A card being chosen to plan for: this machine, or any of the table by a part of its name.
 *
 * @param index of {@link #rows()}
 */
public record CardChoice(LineEditor line, int index) {
  /**
   * Something to choose.
   *
   * @param card {@code null} for this machine
   */
  public record Row(@Nullable String card, String shown) {}

  public static CardChoice start() {
    return new CardChoice(LineEditor.of(""), 0);
  }

  /** This machine while nothing is looked for, then every card that has the text in its name. */
  public List<Row> rows() {
    String wanted = folded(line.text());
    List<Row> cards =
        GpuTable.cards().stream()
            .filter(card -> folded(card.name()).contains(wanted))
            .map(CardChoice::row)
            .toList();
    return wanted.isEmpty()
        ? Stream.concat(Stream.of(new Row(null, "this machine")), cards.stream()).toList()
        : cards;
  }

  private static Row row(Gpu card) {
    return new Row(card.name(), card.name() + "  " + Figures.gib(card.memoryBytes()));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "");
  }

  /** The row under the cursor; empty where no card has such a name. */
  public Optional<Row> chosen() {
    List<Row> rows = rows();
    return index < rows.size() ? Optional.of(rows.get(index)) : Optional.empty();
  }

  /** After a key: letters look for a card, up and down go through what was found. */
  public CardChoice after(Key key) {
    LineEditor typed = line.after(key);
    return typed.equals(line) ? this : new CardChoice(typed, 0);
  }

  public CardChoice moved(int by) {
    return new CardChoice(line, Math.clamp(index + by, 0, Math.max(0, rows().size() - 1)));
  }

  /** Paints the line that is typed and the rows below it. */
  public void paint(Canvas canvas, Area area) {
    canvas.write(area, 1, 0, "/", Ink.KEY);
    TypedLine.paint(canvas, area.rightOf(3).left(area.width() - 4), 0, line);
    Area list = area.below(1);
    List<Row> rows = rows();
    int first = list.firstOf(index, rows.size());
    for (int row = 0; row < list.height() && first + row < rows.size(); row++) {
      canvas.write(list, 1, row, rows.get(first + row).shown(), Ink.TEXT);
      if (first + row == index) {
        canvas.ink(list, row, Ink.FOCUS);
      }
    }
    if (rows.isEmpty()) {
      canvas.write(list, 1, 0, "no card of the table has that in its name", Ink.DIM);
    }
  }
}
