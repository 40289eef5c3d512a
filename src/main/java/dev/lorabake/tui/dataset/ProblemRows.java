package dev.lorabake.tui.dataset;

import dev.lorabake.Figures;
import dev.lorabake.preflight.FileNotes;
import dev.lorabake.preflight.Severity;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is told of single files, and the names of all of them. */
final class ProblemRows {
  private static final int MARGIN = 3;

  private ProblemRows() {}

  static void paint(Canvas canvas, Area area, DatasetScreen screen, List<FileNotes.About> notes) {
    if (notes.isEmpty()) {
      canvas.write(area, 1, 0, "✓ no file is out of order", Ink.GOOD);
      return;
    }
    int cursor = screen.browsing().row();
    int index = first(area, screen, notes, cursor);
    int row = 0;
    for (; index < notes.size() && row < area.height(); index++) {
      int end = note(canvas, area, row, screen, notes.get(index).note());
      if (index == cursor) {
        canvas.write(area, 0, row, "›", Ink.KEY);
      }
      canvas.clickable(
          new Area(area.column(), area.row() + row, area.width(), end - row),
          new DatasetScreen.Row(index));
      row = end + 1;
    }
  }

  /** The first that is shown, so that the one under the cursor is seen whole. */
  private static int first(
      Area area, DatasetScreen screen, List<FileNotes.About> notes, int cursor) {
    int rows = 0;
    int first = cursor;
    while (first >= 0 && first < notes.size()) {
      rows += height(area, screen, notes.get(first).note()) + 1;
      if (rows - 1 > area.height()) {
        return Math.min(first + 1, cursor);
      }
      first--;
    }
    return 0;
  }

  private static Area text(Area area) {
    return area.rightOf(MARGIN).left(area.width() - MARGIN - 1);
  }

  private static int height(Area area, DatasetScreen screen, FileNotes.Note note) {
    int width = text(area).width();
    return Paragraph.lines(message(screen, note), width).size()
        + Paragraph.lines(note.help(), width).size();
  }

  private static int note(
      Canvas canvas, Area area, int row, DatasetScreen screen, FileNotes.Note note) {
    canvas.write(area, 1, row, sign(note.severity()), ink(note.severity()));
    int below =
        Paragraph.paint(canvas, text(area), row, message(screen, note), ink(note.severity()));
    return Paragraph.paint(canvas, text(area), below, note.help(), Ink.DIM);
  }

  /** The names of all files of one problem. */
  static void files(Canvas canvas, Area area, DatasetScreen screen, FileNotes.About about) {
    int head = note(canvas, area, 0, screen, about.note());
    Area rows = area.below(Math.min(head, area.height() / 2));
    int cursor = screen.browsing().row();
    List<String> names = new ArrayList<>(about.all());
    int first = rows.firstOf(cursor, names.size());
    for (int row = 0; row < rows.height() && first + row < names.size(); row++) {
      String name = DatasetView.shown(screen, names.get(first + row));
      canvas.write(rows, 1, row, CellWidth.fit(name, rows.width() - 2), Ink.TEXT);
      if (first + row == cursor) {
        canvas.ink(rows, row, Ink.FOCUS);
      }
      canvas.clickable(
          new Area(rows.column(), rows.row() + row, rows.width(), 1),
          new DatasetScreen.Row(first + row));
    }
  }

  /** The word for the heading while they are shown. */
  static String heading(FileNotes.About about) {
    return Figures.count(about.all().size(), "file");
  }

  private static String message(DatasetScreen screen, FileNotes.Note note) {
    if (note.rule().equals("near-duplicates") && !note.files().isEmpty()) {
      List<String> names =
          note.files().stream().map(name -> DatasetView.shown(screen, name)).toList();
      return note.message() + ": " + String.join(", ", names);
    }
    Path folder = Path.of(note.folder());
    return !note.folder().isEmpty() && note.message().startsWith(folder.toString())
        ? DatasetView.shown(screen, note.folder())
            + note.message().substring(note.folder().length())
        : note.message();
  }

  private static String sign(Severity severity) {
    return switch (severity) {
      case ERROR -> "✗";
      case WARNING -> "▲";
      case ADVICE -> "·";
    };
  }

  private static Ink ink(Severity severity) {
    return switch (severity) {
      case ERROR -> Ink.ERROR;
      case WARNING -> Ink.WARNING;
      case ADVICE -> Ink.TEXT;
    };
  }
}
