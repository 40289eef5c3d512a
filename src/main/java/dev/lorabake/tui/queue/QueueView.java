package dev.lorabake.tui.queue;

import dev.lorabake.Figures;
import dev.lorabake.train.RunProgress;
import dev.lorabake.train.queue.Entry;
import dev.lorabake.train.queue.EntryLook;
import dev.lorabake.train.queue.EntryState;
import dev.lorabake.train.queue.Queue;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the queue looks: a row an entry, and below them what is told of the one chosen. */
final class QueueView {
  private static final int STATE = 6;
  private static final int FIGURES = 20;
  private static final int WIDE = 60;
  private static final int BELOW = 6;
  private static final int LEAST_HEIGHT = 12;

  private QueueView() {}

  static void paint(Canvas canvas, Area area, QueueScreen screen) {
    LookAtQueue.Found found = screen.found();
    if (found == null) {
      canvas.write(area, 1, 1, "looking …", Ink.DIM);
      return;
    }
    Queue.Overview overview = found.overview();
    Area rest = area.above(1);
    if (overview.entries().isEmpty()) {
      String word =
          screen.recipe() == null
              ? "The queue is empty: choose a recipe on the home screen, then Q."
              : "The queue is empty: a puts " + name(screen) + " into it.";
      Paragraph.paint(canvas, rest.inside(), 0, word, Ink.DIM);
      foot(canvas, area, screen, overview);
      return;
    }
    int below = rest.height() >= LEAST_HEIGHT ? BELOW : 0;
    list(canvas, rest.above(below), screen);
    if (below > 0) {
      Area lower = rest.bottom(below);
      Area framed = new Area(area.column() - 1, lower.row(), area.width() + 2, lower.height());
      Frame.divide(
          canvas, framed, 0, screen.focused().map(look -> look.entry().asked().label()).orElse(""));
      Area text = lower.below(1).rightOf(1).left(area.width() - 2);
      int row = 0;
      for (String word : screen.focused().map(look -> words(look, found)).orElse(List.of())) {
        row = Paragraph.paint(canvas, text, row, word, Ink.TEXT);
      }
    }
    foot(canvas, area, screen, overview);
  }

  private static String name(QueueScreen screen) {
    Path recipe = screen.recipe();
    return recipe == null ? "" : String.valueOf(recipe.getFileName());
  }

  private static void list(Canvas canvas, Area area, QueueScreen screen) {
    canvas.write(area, 0, 0, String.format("%4s  %s", "no", "state"), Ink.DIM);
    int name = name(area, screen);
    canvas.write(area, FIGURES, 0, "training", Ink.DIM);
    canvas.write(area, FIGURES + name, 0, figures(area, "step", "loss"), Ink.DIM);
    Area rows = area.below(1);
    List<EntryLook> entries = screen.entries();
    int cursor = screen.cursor();
    int first = rows.firstOf(cursor, entries.size());
    int place = 0;
    for (int index = 0; index < entries.size(); index++) {
      EntryLook look = entries.get(index);
      place += look.state() == EntryState.WAITING ? 1 : 0;
      int row = index - first;
      if (row >= 0 && row < rows.height()) {
        row(canvas, rows, row, look, place, name);
        if (index == cursor) {
          canvas.ink(rows, row, Ink.FOCUS);
        }
        canvas.clickable(
            new Area(rows.column(), rows.row() + row, rows.width(), 1), new QueueScreen.Row(index));
      }
    }
  }

  private static void row(Canvas canvas, Area rows, int row, EntryLook look, int place, int name) {
    RunProgress progress = look.progress();
    EntryState state = look.state();
    String word = state == EntryState.WAITING ? "waiting " + place : state.id();
    String steps =
        progress.totalSteps() == 0
            ? ""
            : Figures.count(progress.step()) + "/" + Figures.count(progress.totalSteps());
    String loss = progress.loss() == null ? "" : Figures.loss(progress.loss());
    canvas.write(rows, 0, row, String.format(Locale.ROOT, "%4d", look.entry().number()), Ink.TEXT);
    canvas.write(rows, STATE, row, sign(state) + " " + word, ink(state));
    canvas.write(
        rows.left(FIGURES + name - 1), FIGURES, row, look.entry().asked().label(), Ink.TEXT);
    canvas.write(rows, FIGURES + name, row, figures(rows, steps, loss), Ink.TEXT);
  }

  /** The cells of the names, as many as the longest takes where there is room. */
  private static int name(Area area, QueueScreen screen) {
    int longest =
        screen.entries().stream()
            .mapToInt(look -> CellWidth.of(look.entry().asked().label()))
            .max()
            .orElse(0);
    int room = area.width() - FIGURES - figures(area, "", "").length();
    return Math.clamp(longest + 1, 10, Math.max(10, room));
  }

  /** In a narrow terminal the name matters more. */
  private static String figures(Area area, String steps, String loss) {
    return area.width() < WIDE ? "" : String.format("%13s %8s ", steps, loss);
  }

  private static List<String> words(EntryLook look, LookAtQueue.Found found) {
    List<String> words = new ArrayList<>();
    if (look.reason() != null) {
      words.add(look.reason());
    }
    Double seconds = found.expected().get(look.entry().number());
    if (look.state().isRunning()) {
      look.progress().remaining().ifPresent(left -> words.add(Figures.duration(left) + " to go"));
    } else if (seconds != null) {
      words.add(
          "about "
              + Figures.duration(Duration.ofSeconds(Math.round(seconds)))
              + " of steps, as a like run took");
    }
    words.add(
        Figures.count(look.entry().asked().updates(), "step")
            + ", saved as "
            + look.entry().asked().outputName());
    Entry.Attempt last = look.entry().last();
    if (last != null) {
      words.add("run " + last.run() + (last.gpu() == null ? "" : " on GPU " + last.gpu()));
    }
    return words;
  }

  private static void foot(Canvas canvas, Area area, QueueScreen screen, Queue.Overview overview) {
    if (screen.asking()) {
      boolean runs = screen.focused().filter(look -> look.state().isRunning()).isPresent();
      Paragraph.paintLowest(
          canvas,
          area,
          runs
              ? "Call it off? Its training is stopped now."
              : "Call it off? It is never started, and stays in the list.",
          Ink.WARNING);
    } else if (!overview.trouble().isEmpty()) {
      String file = overview.trouble().keySet().iterator().next();
      String why = "queue/" + file + " is passed over: " + overview.trouble().get(file);
      Paragraph.paintLowest(canvas, area, why, Ink.ERROR);
    } else if (overview.paused()) {
      Paragraph.paintLowest(
          canvas, area, "paused: what runs goes on, nothing is started", Ink.WARNING);
    } else if (!overview.runner()
        && overview.entries().stream().anyMatch(look -> look.state() == EntryState.WAITING)) {
      Paragraph.paintLowest(canvas, area, "nobody works it off: W starts a runner", Ink.WARNING);
    }
  }

  private static String sign(EntryState state) {
    return switch (state) {
      case WAITING -> "·";
      case STARTING, PREPARING, TRAINING, SAMPLING, SAVING -> "▶";
      case STOPPING, STOPPED, CANCELLED -> "▲";
      case FINISHED, SKIPPED -> "✓";
      case FAILED, LOST, BLOCKED -> "✗";
    };
  }

  private static Ink ink(EntryState state) {
    return switch (state) {
      case WAITING -> Ink.TEXT;
      case STARTING, PREPARING, TRAINING, SAMPLING, SAVING -> Ink.ACTIVE;
      case STOPPING, STOPPED, CANCELLED -> Ink.WARNING;
      case FINISHED, SKIPPED -> Ink.GOOD;
      case FAILED, LOST, BLOCKED -> Ink.ERROR;
    };
  }
}
