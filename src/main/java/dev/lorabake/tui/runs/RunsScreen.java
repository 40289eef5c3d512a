package dev.lorabake.tui.runs;

import dev.lorabake.Figures;
import dev.lorabake.run.RunState;
import dev.lorabake.train.RunProgress;
import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.Next;
import dev.lorabake.tui.Offer;
import dev.lorabake.tui.Screen;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.training.TrainingScreen;
import java.util.List;

/**
 * The runs, the latest first.
 *
 * @param runs {@code known} tells whether they were looked at already
 * @param cursor the row under the cursor, counted from 0
 * @param age ticks since the last look
 */
public record RunsScreen(List<Listed> runs, boolean known, int cursor, int age) implements Screen {
  private static final int LOOK_EVERY = 8;

  private static final Binding OPEN =
      Binding.of("open", Key.of(Key.Name.ENTER), "open", "Look at the run under the cursor");
  private static final Binding UP =
      new Binding(
          "up", List.of(Key.of(Key.Name.UP), Key.of('k')), "up", "Move the cursor up", false);
  private static final Binding DOWN =
      new Binding(
          "down",
          List.of(Key.of(Key.Name.DOWN), Key.of('j')),
          "down",
          "Move the cursor down",
          false);
  private static final Binding REFRESH =
      Binding.of("refresh", Key.of('r'), "look again", "Look at every run again");

  /** Every key of this screen, for the documentation. */
  public static List<Binding> keys() {
    return List.of(OPEN, REFRESH, UP, DOWN);
  }

  public static RunsScreen start() {
    return new RunsScreen(List.of(), false, 0, 0);
  }

  @Override
  public String title() {
    return "runs";
  }

  @Override
  public List<Effect> opening() {
    return List.of(new ListRuns());
  }

  @Override
  public Next update(Msg msg) {
    return switch (msg) {
      case ListRuns.Found found ->
          Next.stay(new RunsScreen(found.runs(), true, bounded(cursor, found.runs()), 0));
      case Msg.Returned _ -> Next.stay(this, new ListRuns());
      case Msg.Tick _ ->
          age + 1 == LOOK_EVERY
              ? Next.stay(aged(age + 1), new ListRuns())
              : Next.stay(aged(age + 1));
      case Msg.Scrolled wheel -> Next.stay(at(cursor + wheel.lines()));
      case Row row -> row.index() == cursor ? open() : Next.stay(at(row.index()));
      case Msg.Chosen chosen ->
          switch (chosen.binding()) {
            case "open" -> open();
            case "up" -> Next.stay(at(cursor - 1));
            case "down" -> Next.stay(at(cursor + 1));
            case "refresh" -> Next.stay(this, new ListRuns());
            default -> Next.stay(this);
          };
      default -> Next.stay(this);
    };
  }

  /** A row was clicked. */
  private record Row(int index) implements Msg {}

  private Next open() {
    return runs.isEmpty()
        ? Next.stay(this)
        : Next.open(this, TrainingScreen.of(runs.get(cursor).run()));
  }

  private RunsScreen at(int row) {
    return new RunsScreen(runs, known, bounded(row, runs), age);
  }

  private RunsScreen aged(int ticks) {
    return new RunsScreen(runs, known, cursor, ticks);
  }

  private static int bounded(int row, List<Listed> runs) {
    return Math.clamp(row, 0, Math.max(0, runs.size() - 1));
  }

  @Override
  public List<Offer> offers() {
    String none = runs.isEmpty() ? "there is no run yet" : null;
    return List.of(new Offer(OPEN, none), Offer.of(REFRESH), Offer.of(UP), Offer.of(DOWN));
  }

  @Override
  public void paint(Canvas canvas, Area area) {
    if (runs.isEmpty()) {
      canvas.write(
          area,
          1,
          1,
          known ? "No run yet: lorabake train RECIPE starts one." : "looking …",
          Ink.DIM);
      return;
    }
    canvas.write(
        area, 1, 0, String.format("%-11s %15s  %-9s %s", "state", "step", "loss", "run"), Ink.DIM);
    Area rows = area.below(1);
    int first = Math.max(0, Math.min(cursor - rows.height() / 2, runs.size() - rows.height()));
    for (int row = 0; row < rows.height() && first + row < runs.size(); row++) {
      paintRow(canvas, rows, row, first + row);
    }
  }

  private void paintRow(Canvas canvas, Area rows, int row, int index) {
    Listed listed = runs.get(index);
    RunProgress progress = listed.progress();
    String steps =
        progress.totalSteps() == 0
            ? ""
            : Figures.count(progress.step()) + "/" + Figures.count(progress.totalSteps());
    String loss = progress.loss() == null ? "" : Figures.loss(progress.loss());
    canvas.write(
        rows, 1, row, sign(listed.state()) + " " + listed.state().id(), ink(listed.state()));
    canvas.write(rows, 13, row, String.format("%15s  %-9s", steps, loss), Ink.TEXT);
    String purpose =
        switch (listed.purpose()) {
          case TRAINING -> "";
          case REHEARSAL, MEASUREMENT -> "  (" + listed.purpose().id() + ")";
        };
    canvas.write(rows.left(rows.width() - 1), 40, row, listed.name() + purpose, Ink.TEXT);
    if (index == cursor) {
      canvas.ink(rows, row, Ink.FOCUS);
    }
    canvas.clickable(new Area(rows.column(), rows.row() + row, rows.width(), 1), new Row(index));
  }

  private static String sign(RunState state) {
    return switch (state) {
      case PREPARING, TRAINING, SAMPLING, SAVING -> "▶";
      case STOPPING, STOPPED -> "▲";
      case FINISHED -> "✓";
      case FAILED, LOST -> "✗";
    };
  }

  private static Ink ink(RunState state) {
    return switch (state) {
      case PREPARING, TRAINING, SAMPLING, SAVING -> Ink.ACTIVE;
      case STOPPING, STOPPED -> Ink.WARNING;
      case FINISHED -> Ink.GOOD;
      case FAILED, LOST -> Ink.ERROR;
    };
  }
}
