package dev.lorabake.tui.compare;

import dev.lorabake.Figures;
import dev.lorabake.recipe.TomlText;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.ChangedSetting;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.LossCurve;
import dev.lorabake.tui.Moves;
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
import dev.lorabake.tui.paint.Paragraph;
import dev.lorabake.tui.training.TrainingScreen;
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
 * @param age ticks since they were read
 */
public record CompareScreen(
    RunDirectory first,
    RunDirectory second,
    ReadTwo.@Nullable Both both,
    int top,
    boolean smooth,
    int age)
    implements Screen {
  private static final int SCALE_WIDTH = 9;
  private static final int WIDEST_VALUE = 48;
  private static final int READ_EVERY = 8;
  private static final Binding LINES =
      Binding.of("lines", Key.of('c'), "raw or smoothed", "Show the losses raw, or smoothed");
  private static final Binding FIRST =
      Binding.of("first-run", Key.of('1'), "first run", "Look at the first run");
  private static final Binding SECOND =
      Binding.of("second-run", Key.of('2'), "second run", "Look at the second run");
  private static final Binding UP =
      new Binding("up", List.of(Key.of(Key.Name.UP), Key.of('k')), "up", "Scroll up", false);
  private static final Binding DOWN =
      new Binding("down", List.of(Key.of(Key.Name.DOWN), Key.of('j')), "down", "Scroll down", true);

  public static CompareScreen of(RunDirectory first, RunDirectory second) {
    return new CompareScreen(first, second, null, 0, true, 0);
  }

  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    return List.of(LINES, FIRST, SECOND, UP, DOWN, Moves.PAGE_UP, Moves.PAGE_DOWN);
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
      case ReadTwo.Both read
          when read.first().run().path().equals(first.path())
              && read.second().run().path().equals(second.path()) ->
          Next.stay(new CompareScreen(first, second, read, top, smooth, 0).scrolled(0));
      case Msg.Tick _ -> {
        CompareScreen older = new CompareScreen(first, second, both, top, smooth, age + 1);
        boolean due = older.age == READ_EVERY && both != null && both.goesOn();
        yield due ? Next.stay(older, new ReadTwo(first, second)) : Next.stay(older);
      }
      case Msg.Returned _ -> Next.stay(this, new ReadTwo(first, second));
      case Msg.Scrolled wheel -> Next.stay(scrolled(wheel.lines()));
      case Msg.Chosen chosen ->
          switch (chosen.binding()) {
            case "up" -> Next.stay(scrolled(-1));
            case "down" -> Next.stay(scrolled(1));
            case "page-up" -> Next.stay(scrolled(-Moves.PAGE));
            case "page-down" -> Next.stay(scrolled(Moves.PAGE));
            case "first-run" -> Next.open(this, TrainingScreen.of(first));
            case "second-run" -> Next.open(this, TrainingScreen.of(second));
            case "lines" -> Next.stay(new CompareScreen(first, second, both, top, !smooth, age));
            default -> Next.stay(this);
          };
      default -> Next.stay(this);
    };
  }

  private CompareScreen scrolled(int rows) {
    int most = both == null ? 0 : Math.max(0, table(both).size() - 1);
    return new CompareScreen(first, second, both, Math.clamp(top + rows, 0, most), smooth, age);
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
    int chart = Math.max(5, area.height() * 2 / 5);
    canvas.write(area, 1, 0, "1 ━━━ " + first.name(), Ink.ACTIVE);
    canvas.write(area, 1, 1, "2 - - " + second.name(), Ink.SECOND);
    chart(canvas, area.top(chart).below(2), both);
    Area lower = area.below(chart);
    Area framed = new Area(area.column() - 1, lower.row(), area.width() + 2, lower.height());
    Frame.divide(canvas, framed, 0, "what they came to, and where they differ");
    table(canvas, lower.below(1), table(both));
  }

  private void chart(Canvas canvas, Area area, ReadTwo.Both read) {
    LossCurve one = read.first().curve();
    LossCurve other = read.second().curve();
    boolean steps = area.height() > 3;
    Area plot = area.rightOf(SCALE_WIDTH).above(steps ? 1 : 0);
    if ((one.isEmpty() && other.isEmpty()) || plot.isEmpty()) {
      canvas.write(area, 1, 0, "neither has told a loss yet", Ink.DIM);
      return;
    }
    long last = Math.max(one.last(), other.last());
    LossCurve.Window window = one.window(1, last).and(other.window(1, last));
    if (steps) {
      Area scale = area.bottom(1).rightOf(SCALE_WIDTH);
      canvas.write(scale, 0, 0, "step 1", Ink.DIM);
      canvas.writeRight(scale, 0, Figures.count(last), Ink.DIM);
    }
    canvas.write(area, 1, 0, Figures.loss(window.high()), Ink.DIM);
    canvas.write(area, 1, plot.height() - 1, Figures.loss(window.low()), Ink.DIM);
    List<BrailleChart.Point> points = smooth ? one.smooth(window) : one.points(window);
    List<BrailleChart.Point> others = smooth ? other.smooth(window) : other.points(window);
    new BrailleChart(plot).line(points, Ink.ACTIVE).dashed(others, Ink.SECOND).paint(canvas);
    name(canvas, plot, points, "1", Ink.ACTIVE);
    name(canvas, plot, others, "2", Ink.SECOND);
  }

  /** A figure behind a line's end, since without colours both look the same. */
  private static void name(
      Canvas canvas, Area plot, List<BrailleChart.Point> line, String name, Ink ink) {
    if (!line.isEmpty()) {
      int column = (int) Math.round(line.getLast().x() * (plot.width() - 1)) + 1;
      int row = (int) Math.round((1 - line.getLast().y()) * (plot.height() - 1));
      canvas.write(plot, Math.min(column, plot.width() - 1), row, name, ink);
    }
  }

  /** A row of the table. */
  private record Line(String name, String one, String other, Ink ink, boolean isAlone) {
    Line(String name, String one, String other, Ink ink) {
      this(name, one, other, ink, false);
    }
  }

  private static List<Line> table(ReadTwo.Both read) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("", "1", "2", Ink.TITLE));
    for (Side.Fact fact : Side.Fact.values()) {
      if (fact != Side.Fact.WHY) {
        lines.addAll(line(read, fact));
      }
    }
    for (ChangedSetting setting : read.settings()) {
      lines.add(new Line(setting.option(), text(setting.was()), text(setting.now()), Ink.WARNING));
    }
    if (read.trouble() != null) {
      lines.add(new Line("settings", read.trouble(), "", Ink.ERROR, true));
    } else if (read.settings().isEmpty()) {
      lines.add(new Line("settings", "the same", "the same", Ink.DIM));
    }
    lines.addAll(line(read, Side.Fact.WHY)); // it may be long
    return lines;
  }

  private static List<Line> line(ReadTwo.Both read, Side.Fact fact) {
    String one = read.first().fact(fact);
    String other = read.second().fact(fact);
    return one.isEmpty() && other.isEmpty()
        ? List.of()
        : List.of(new Line(fact.words(), one, other, Ink.TEXT));
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
    int row = 0;
    for (Line line : lines.subList(Math.min(top, lines.size()), lines.size())) {
      Area left = area.rightOf(name + 1).left(line.isAlone() ? area.width() : half - 2);
      Area right = area.rightOf(name + half + 1);
      int end = Paragraph.paint(canvas, area.left(name).rightOf(1), row, line.name(), Ink.DIM);
      end = Math.max(end, Paragraph.paint(canvas, left, row, line.one(), line.ink()));
      row = Math.max(end, Paragraph.paint(canvas, right, row, line.other(), line.ink()));
    }
  }
}
