package dev.lorabake.tui.home;

import dev.lorabake.Figures;
import dev.lorabake.train.RunRow;
import dev.lorabake.tui.LookAtMachine;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the home screen looks: what can be chosen, and below it a word on that and the machine. */
final class HomeView {
  private static final int ROOM_FOR_WORDS = 12;
  private static final int MOST_WORDS = 5;
  private static final int LEAST_NAME = 12;
  private static final int MOST_NAME = 40;

  private HomeView() {}

  static void paint(Canvas canvas, Area area, HomeScreen screen) {
    LookAround.Found found = screen.found();
    Area text = area.rightOf(1).left(area.width() - 2);
    if (found == null) {
      canvas.write(text, 0, 0, "looking …", Ink.DIM);
      return;
    }
    List<Line> words = words(screen, text.width());
    boolean roomy = area.height() >= ROOM_FOR_WORDS;
    int lower =
        words.isEmpty() || !roomy
            ? 0
            : Math.min(Math.min(words.size(), MOST_WORDS) + 1, area.height() - 2);
    if (lower > 0) {
      Area framed = new Area(area.column() - 1, area.row(), area.width() + 2, area.height());
      Frame.divide(canvas, framed, area.height() - lower, title(screen));
      Area below = text.bottom(lower - 1);
      for (int row = 0; row < below.height(); row++) {
        canvas.write(below, 0, row, words.get(row).text(), words.get(row).ink());
      }
    }
    if (screen.rows().isEmpty()) {
      nothing(canvas, text.above(lower), found);
    } else {
      rows(canvas, area.above(lower), screen, found);
    }
  }

  private static void nothing(Canvas canvas, Area text, LookAround.Found found) {
    String problem = found.problem();
    if (problem != null) {
      Paragraph.paint(canvas, text, 1, problem, Ink.ERROR);
      return;
    }
    int row = 0;
    row = Paragraph.paint(canvas, text, row, "No recipe in " + found.folder() + " yet.", Ink.TITLE);
    row =
        Paragraph.paint(
            canvas,
            text,
            row,
            "A recipe is one file that says what is trained, on which images, and how.",
            Ink.DIM);
    row = key(canvas, text, row + 1, "n", "makes one: a few questions, then what it comes to.");
    row =
        key(canvas, text, row, "D", "makes a sample project, to try the whole way without a GPU.");
    key(canvas, text, row, "q", "leaves. Recipes are looked for where lorabake is started.");
  }

  private static int key(Canvas canvas, Area text, int row, String key, String what) {
    canvas.write(text, 0, row, key, Ink.KEY);
    return Paragraph.paint(canvas, text.rightOf(3), row, what, Ink.TEXT);
  }

  private static void rows(Canvas canvas, Area area, HomeScreen screen, LookAround.Found found) {
    String more =
        found.left() == 0 ? "" : "; " + Figures.count(found.left(), "file") + " not looked into";
    String head = "recipes in " + found.folder() + more;
    canvas.write(area, 1, 0, CellWidth.fit(head, area.width() - 2), Ink.DIM);
    Area list = area.below(1);
    List<Row> rows = screen.rows();
    int longest = rows.stream().mapToInt(row -> CellWidth.of(row.name())).max().orElse(0);
    int name =
        Math.clamp(
            longest, LEAST_NAME, Math.min(MOST_NAME, Math.max(LEAST_NAME, area.width() / 2)));
    int first = list.firstOf(screen.cursor(), rows.size());
    for (int at = 0; at < list.height() && first + at < rows.size(); at++) {
      Row row = rows.get(first + at);
      canvas.write(list, 1, at, CellWidth.fit(row.name(), name), Ink.TITLE);
      Line what = what(row);
      int room = Math.max(1, list.width() - name - 4);
      canvas.write(list, name + 3, at, CellWidth.fit(what.text(), room), what.ink());
      if (first + at == screen.cursor()) {
        canvas.ink(list, at, Ink.FOCUS);
      }
      canvas.clickable(
          new Area(list.column(), list.row() + at, list.width(), 1),
          new HomeScreen.Spot(first + at));
    }
  }

  private record Line(String text, Ink ink) {}

  /** A row in short. */
  private static Line what(Row row) {
    return switch (row) {
      case Row.Running running -> {
        RunRow run = running.run();
        String toGo = run.toGo().isEmpty() ? "" : ", " + run.toGo() + " to go";
        yield new Line("▶ " + run.status().state().id() + " " + run.steps() + toGo, Ink.ACTIVE);
      }
      case Row.Recipe recipe ->
          recipe.draft().isEmpty()
              ? new Line(recipe.what(), Ink.TEXT)
              : new Line(
                  "• not saved since " + recipe.draft() + " · " + recipe.what(), Ink.WARNING);
      case Row.Broken broken -> new Line("✗ " + broken.problem(), Ink.ERROR);
      case Row.Foreign foreign -> new Line(foreign.format().title(), Ink.DIM);
      case Row.Deleted gone -> new Line("• deleted; a draft of " + gone.draft(), Ink.WARNING);
    };
  }

  /** What is said below the rows: what the row is, and the machine. */
  private static List<Line> words(HomeScreen screen, int width) {
    List<Line> words = new ArrayList<>();
    screen
        .focused()
        .flatMap(HomeView::said)
        .ifPresent(said -> words.addAll(lines(said, width, Ink.TEXT)));
    LookAtMachine.Seen machine = screen.machine();
    if (machine != null) {
      String missing = machine.missing().isEmpty() ? "" : "; " + machine.missing();
      words.addAll(lines("This machine: " + machine.gpu() + missing, width, Ink.DIM));
    }
    return words;
  }

  private static List<Line> lines(String text, int width, Ink ink) {
    return Paragraph.lines(text, width).stream().map(line -> new Line(line, ink)).toList();
  }

  private static String title(HomeScreen screen) {
    return screen.focused().map(Row::name).orElse("this machine");
  }

  private static Optional<String> said(Row row) {
    return switch (row) {
      case Row.Running _ -> Optional.empty();
      case Row.Recipe recipe ->
          recipe.draft().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  "Changes of "
                      + recipe.draft()
                      + " were not saved: they are offered when it is"
                      + " opened.");
      case Row.Broken broken -> Optional.of(broken.problem() + "; " + broken.help());
      case Row.Foreign foreign ->
          Optional.of(
              "Settings of another form: lorabake import "
                  + foreign.name()
                  + " makes a recipe of"
                  + " it.");
      case Row.Deleted _ ->
          Optional.of("The file is gone. Enter writes it again as it was, and offers the changes.");
    };
  }
}
