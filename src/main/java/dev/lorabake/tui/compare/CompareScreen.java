package dev.lorabake.tui.compare;

import dev.lorabake.Figures;
import dev.lorabake.recipe.TomlText;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.ChangedSetting;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.LossCurve;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.BrailleChart;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.Ink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two runs beside each other: both losses in one chart, what they came to, and the settings in
 * which they differ.
 *
 * @param both {@code null} before they were read
 * @param top the first row of the table that is shown, counted from 0
 * @param smooth whether the losses are smoothed
 */
public record CompareScreen(
    RunDirectory first, RunDirectory second, ReadTwo.@Nullable Both both, int top, boolean smooth)
    implements Screen {
  private static final int SCALE_WIDTH = 8;
  private static final int WIDEST_VALUE = 48;
  private static final Binding LINES =
      Binding.of("lines", Key.of('c'), "raw or smoothed", "Show the losses raw, or smoothed");
  private static final Binding UP =
      new Binding("up", List.of(Key.of(Key.Name.UP), Key.of('k')), "up", "Scroll up", false);
  private static final Binding DOWN =
      new Binding("down", List.of(Key.of(Key.Name.DOWN), Key.of('j')), "down", "Scroll down", true);

  public static CompareScreen of(RunDirectory first, RunDirectory second) {
    return new CompareScreen(first, second, null, 0, true);
  }

  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    return List.of(LINES, UP, DOWN);
  }

  @Override
  public String title() {
    return "two runs";
  }

  @Override
  public List<Effect> opening() {
    return List.of(new ReadTwo(first, second));
  }

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case ReadTwo.Both read ->
          Next.stay(new CompareScreen(first, second, read, top, smooth).scrolled(0));
      case Msg.Scrolled wheel -> Next.stay(scrolled(wheel.lines()));
      case Msg.Chosen chosen ->
          switch (chosen.binding()) {
            case "up" -> Next.stay(scrolled(-1));
            case "down" -> Next.stay(scrolled(1));
            case "lines" -> Next.stay(new CompareScreen(first, second, both, top, !smooth));
            default -> Next.stay(this);
          };
      default -> Next.stay(this);
    };
  }

  private CompareScreen scrolled(int rows) {
    int most = both == null ? 0 : Math.max(0, table(both).size() - 1);
    return new CompareScreen(first, second, both, Math.clamp(top + rows, 0, most), smooth);
  }

  @Override
  public List<Offer> offers() {
    return keys().stream().map(Offer::of).toList();
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    if (both == null) {
      canvas.write(area, 1, 1, "reading both …", Ink.DIM);
      return;
    }
    int chart = Math.max(4, area.height() * 2 / 5);
    canvas.write(area, 1, 0, "A ━━ " + first.name(), Ink.ACTIVE);
    canvas.write(area, 1, 1, "B ━━ " + second.name(), Ink.SECOND);
    chart(canvas, area.top(chart).below(2), both);
    Area lower = area.below(chart);
    Area framed = new Area(area.column() - 1, lower.row(), area.width() + 2, lower.height());
    Frame.divide(canvas, framed, 0, "what they came to, and where they differ");
    table(canvas, lower.below(1), table(both));
  }

  private void chart(Canvas canvas, Area area, ReadTwo.Both read) {
    LossCurve one = read.first().curve();
    LossCurve other = read.second().curve();
    Area plot = area.rightOf(SCALE_WIDTH);
    if ((one.isEmpty() && other.isEmpty()) || plot.isEmpty()) {
      canvas.write(area, 1, 0, "neither has told a loss yet", Ink.DIM);
      return;
    }
    long last = Math.max(one.last(), other.last());
    LossCurve.Window window = one.window(1, last).and(other.window(1, last));
    canvas.write(area, 1, 0, Figures.loss(window.high()), Ink.DIM);
    canvas.write(area, 1, area.height() - 1, Figures.loss(window.low()), Ink.DIM);
    List<BrailleChart.Point> points = smooth ? one.smooth(window) : one.points(window);
    List<BrailleChart.Point> others = smooth ? other.smooth(window) : other.points(window);
    new BrailleChart(plot).line(points, Ink.ACTIVE).line(others, Ink.SECOND).paint(canvas);
    name(canvas, plot, points, "A", Ink.ACTIVE);
    name(canvas, plot, others, "B", Ink.SECOND);
  }

  /** A letter behind a line's end, since without colours both look the same. */
  private static void name(
      Canvas canvas, Area plot, List<BrailleChart.Point> line, String name, Ink ink) {
    if (!line.isEmpty()) {
      int column = (int) Math.round(line.getLast().x() * (plot.width() - 1)) + 1;
      int row = (int) Math.round((1 - line.getLast().y()) * (plot.height() - 1));
      canvas.write(plot, Math.min(column, plot.width() - 1), row, name, ink);
    }
  }

  /** A row of the table. */
  private record Line(String name, String one, String other, Ink ink) {}

  private static List<Line> table(ReadTwo.Both read) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("", "A", "B", Ink.TITLE));
    for (Side.Fact fact : Side.Fact.values()) {
      String one = read.first().fact(fact);
      String other = read.second().fact(fact);
      if (!one.isEmpty() || !other.isEmpty()) {
        lines.add(new Line(fact.words(), one, other, Ink.TEXT));
      }
    }
    for (ChangedSetting setting : read.settings()) {
      lines.add(new Line(setting.option(), text(setting.was()), text(setting.now()), Ink.WARNING));
    }
    if (read.trouble() != null) {
      lines.add(new Line("settings", read.trouble(), "", Ink.ERROR));
    } else if (read.settings().isEmpty()) {
      lines.add(new Line("settings", "the same", "the same", Ink.DIM));
    }
    return lines;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "–" : value instanceof String text ? text : TomlText.value(value);
  }

  private void table(Canvas canvas, Area area, List<Line> lines) {
    int name =
        Math.min(
            area.width() / 3,
            lines.stream().mapToInt(line -> CellWidth.of(line.name())).max().orElse(0) + 2);
    int half = Math.min(WIDEST_VALUE, (area.width() - name) / 2);
    for (int row = 0; row < area.height() && top + row < lines.size(); row++) {
      Line line = lines.get(top + row);
      canvas.write(area.left(name), 1, row, line.name(), Ink.DIM);
      Area values = area.rightOf(name);
      boolean alone = line.other().isEmpty();
      canvas.write(alone ? values : values.left(half - 1), 1, row, line.one(), line.ink());
      canvas.write(values.rightOf(half), 1, row, line.other(), line.ink());
    }
  }
}
