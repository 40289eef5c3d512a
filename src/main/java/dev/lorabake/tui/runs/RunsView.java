package dev.lorabake.tui.runs;

import dev.lorabake.run.RunState;
import dev.lorabake.train.RunRow;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How the list of runs looks: a row a run, and below them what is told of the one chosen. */
final class RunsView {
  private static final int STATE = 14;
  private static final int WIDE = 60;
  private static final int LEAST_HEIGHT = 12;
  private static final int MOST_WORDS = 6;

  private RunsView() {}

  static void paint(Canvas canvas, Area area, RunsScreen screen) {
    Instant at = screen.at();
    if (at == null || screen.runs().isEmpty()) {
      String word = at == null ? "looking …" : "No run yet: lorabake train RECIPE starts one.";
      canvas.write(area, 1, 1, word, Ink.DIM);
      return;
    }
    int below = area.height() >= LEAST_HEIGHT ? Math.min(MOST_WORDS + 1, area.height() / 3) : 0;
    Area list = area.above(below + 1);
    int name = name(area, screen);
    canvas.write(list, 3, 0, "state", Ink.DIM);
    canvas.write(list, STATE, 0, "run", Ink.DIM);
    canvas.write(list, STATE + name, 0, figures(area, "step", "loss", "to go", "age"), Ink.DIM);
    Area rows = list.below(1);
    int size = screen.runs().size();
    int first = rows.firstOf(screen.cursor(), size);
    for (int row = 0; row < rows.height() && first + row < size; row++) {
      row(canvas, rows, row, first + row, name, screen, at);
    }
    if (below > 0) {
      Area lower = area.bottom(below + 1).top(below);
      Area framed = new Area(area.column() - 1, lower.row(), area.width() + 2, lower.height());
      Frame.divide(canvas, framed, 0, screen.focused().map(run -> run.run().name()).orElse(""));
      Area text = lower.below(1).rightOf(1).left(area.width() - 2);
      int at2 = 0;
      for (String word : screen.focused().map(RunsView::words).orElse(List.of())) {
        at2 = Paragraph.paint(canvas, text, at2, word, Ink.TEXT);
      }
    }
    asked(canvas, area, screen);
  }

  private static List<String> words(RunRow run) {
    List<String> words = new ArrayList<>(run.reasons());
    run.goesOnFrom().ifPresent(kin -> words.add(kin.words() + kin.name() + kin.rest()));
    run.tries().ifPresent(words::add);
    run.wentOnAs().ifPresent(kin -> words.add(kin.words() + kin.name() + kin.rest()));
    return words;
  }

  private static void row(
      Canvas canvas, Area rows, int row, int index, int name, RunsScreen screen, Instant at) {
    RunRow run = screen.runs().get(index);
    RunState state = run.status().state();
    boolean marked = screen.marked().contains(run.run().path());
    canvas.write(rows, 0, row, marked ? "•" : " ", Ink.KEY);
    canvas.write(rows, 1, row, sign(state) + " " + state.id(), ink(state));
    String figures = figures(rows, run.steps(), run.loss(), run.toGo(), run.age(at));
    canvas.write(rows, STATE + name, row, figures, Ink.TEXT);
    canvas.write(
        rows.left(STATE + name),
        STATE,
        row,
        CellWidth.fitEnd(run.run().name() + purpose(run), name - 1),
        Ink.TEXT);
    if (index == screen.cursor()) {
      canvas.ink(rows, row, Ink.FOCUS);
    }
    canvas.clickable(
        new Area(rows.column(), rows.row() + row, rows.width(), 1), new RunsScreen.Row(index));
  }

  private static String purpose(RunRow run) {
    return switch (run.purpose()) {
      case TRAINING -> "";
      case REHEARSAL, MEASUREMENT -> " (" + run.purpose().id() + ")";
    };
  }

  /** The cells of the names, as many as the longest takes where there is room. */
  private static int name(Area area, RunsScreen screen) {
    int longest =
        screen.runs().stream()
            .mapToInt(run -> CellWidth.of(run.run().name() + purpose(run)))
            .max()
            .orElse(0);
    int room = area.width() - STATE - figures(area, "", "", "", "").length();
    return Math.clamp(longest + 1, 4, Math.max(4, room));
  }

  /** In a narrow terminal the name matters more. */
  private static String figures(Area area, String step, String loss, String toGo, String age) {
    return area.width() < WIDE ? "" : String.format("%13s %7s %8s %6s ", step, loss, toGo, age);
  }

  private static void asked(Canvas canvas, Area area, RunsScreen screen) {
    switch (screen.ask()) {
      case Ask.Nothing _ -> Paragraph.paintLowest(canvas, area, screen.said(), Ink.TITLE);
      case Ask.Looking _ ->
          Paragraph.paintLowest(canvas, area, "looking whether it can go on …", Ink.DIM);
      case Ask.Stop _ ->
          Paragraph.paintLowest(
              canvas,
              area,
              "Stop it now? What was learnt since the last checkpoint would be lost.",
              Ink.WARNING);
      case Ask.Resume resume -> Paragraph.paintLowest(canvas, area, resume.plan(), Ink.TITLE);
      case Ask.Name name ->
          canvas.write(area.bottom(1), 1, 0, "new recipe: " + name.line().text() + "▏", Ink.KEY);
    }
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
