package dev.lorabake.tui.dataset;

import dev.lorabake.Figures;
import dev.lorabake.dataset.Caption;
import dev.lorabake.plan.PlacedImages.Folder;
import dev.lorabake.plan.PlacedImages.Placed;
import dev.lorabake.plan.PlannedBucket;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.FileNotes;
import dev.lorabake.preflight.Severity;
import dev.lorabake.train.DatasetLook;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Bar;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.HalfBlocks;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a dataset looks: subsets above, below them images, buckets, or problems. */
final class DatasetView {
  private static final int MOST_SUBSETS = 6;
  private static final int CAPTION_ROWS = 3;
  private static final int WIDE = 70;

  /** Below it a folder's name matters more than how many captions there are. */
  private static final int NARROW = 60;

  private DatasetView() {}

  static void paint(Canvas canvas, Area area, DatasetScreen screen) {
    DatasetLook.Seen seen = screen.seen();
    if (seen == null) {
      String why = screen.unreadable();
      Area text = area.inside();
      Paragraph.paint(
          canvas,
          text,
          0,
          why == null ? "looking at the images …" : why,
          why == null ? Ink.DIM : Ink.ERROR);
      return;
    }
    if (screen.browsing().enlarged()) {
      enlarged(canvas, area, screen);
      return;
    }
    int most = Math.clamp(area.height() / 4, 1, MOST_SUBSETS);
    int subsets = Math.min(most, screen.subsets().size()) + 1;
    subsets(canvas, area.top(subsets), screen);
    Area lower = area.below(subsets);
    Area framed = new Area(area.column() - 1, lower.row(), area.width() + 2, lower.height());
    Frame.divide(canvas, framed, 0, heading(screen, seen));
    Area rest = lower.below(1);
    switch (screen.browsing().view()) {
      case IMAGES -> images(canvas, rest, screen);
      case BUCKETS -> buckets(canvas, rest, screen, buckets(seen));
      case PROBLEMS -> problems(canvas, rest, screen, problems(seen));
    }
  }

  private static String heading(DatasetScreen screen, DatasetLook.Seen seen) {
    return marked(screen, Browsing.View.IMAGES, Figures.count(screen.images().size(), "image"))
        + " · "
        + marked(screen, Browsing.View.BUCKETS, Figures.count(buckets(seen).size(), "bucket"))
        + " · "
        + marked(screen, Browsing.View.PROBLEMS, Figures.count(problems(seen).size(), "problem"));
  }

  private static String marked(DatasetScreen screen, Browsing.View view, String text) {
    return screen.browsing().view() == view ? "[" + text + "]" : text;
  }

  private static void subsets(Canvas canvas, Area area, DatasetScreen screen) {
    canvas.write(
        area,
        1,
        0,
        area.width() < NARROW
            ? String.format("%7s  %7s  %s", "images", "repeats", "folder")
            : String.format("%7s  %7s  %-14s  %s", "images", "repeats", "captions", "folder"),
        Ink.DIM);
    Area rows = area.below(1);
    int chosen = screen.browsing().subset();
    int first = first(rows, chosen, screen.subsets().size());
    for (int row = 0; row < rows.height() && first + row < screen.subsets().size(); row++) {
      Folder folder = screen.subsets().get(first + row);
      Ink ink = first + row == chosen ? Ink.TITLE : Ink.TEXT;
      int at = canvas.write(rows, 1, row, figures(folder, rows.width()), ink);
      String problem = folder.problem();
      String unreadable =
          folder.unreadable() == 0 ? "" : "  ✗ " + folder.unreadable() + " unreadable";
      String rest = problem == null ? unreadable : "  ✗ " + problem;
      String path = shown(screen, folder.path()) + (folder.reg() ? " (regularisation)" : "");
      int room = rows.width() - at - 2 - CellWidth.of(rest);
      at = canvas.write(rows, at + 1, row, CellWidth.fitEnd(path, Math.max(room, 12)), ink);
      canvas.write(rows, at, row, rest, Ink.ERROR);
      if (first + row == chosen) { // the cursor is in the list below
        canvas.write(rows, 0, row, "›", Ink.ACTIVE);
      }
      canvas.clickable(
          new Area(rows.column(), rows.row() + row, rows.width(), 1),
          new DatasetScreen.Subset(first + row));
    }
  }

  private static String figures(Folder folder, int width) {
    long captions =
        folder.images().stream()
            .filter(image -> image.caption().state() == Caption.State.FOUND)
            .count();
    int images = folder.images().size();
    String state = captions == images ? "all" : captions + " of " + images;
    String counts =
        String.format(Locale.ROOT, "%7s  %6d×", Figures.count(images), folder.repeats());
    return width < NARROW ? counts + " " : counts + String.format("  %-14s ", state);
  }

  /** The first row that is shown, so that the one under the cursor is seen. */
  private static int first(Area rows, int cursor, int all) {
    return rows.firstOf(cursor, all);
  }

  private static void images(Canvas canvas, Area area, DatasetScreen screen) {
    boolean wide = area.width() >= WIDE;
    int side = wide ? Math.min(area.width() * 2 / 5, area.height() * 2 + 2) : 0;
    Area left = area.left(area.width() - side);
    boolean typing = screen.browsing().search() != null;
    Area foot = left.bottom(area.height() > 8 ? CAPTION_ROWS + 1 : 0);
    Area list = left.above(foot.height() + (typing ? 1 : 0));
    List<Placed> images = screen.images();
    if (images.isEmpty()) {
      canvas.write(
          list,
          1,
          0,
          screen.browsing().wanted().isEmpty() ? "no image here" : "no caption has that",
          Ink.DIM);
    }
    int cursor = screen.browsing().row();
    int first = first(list, cursor, images.size());
    int name = Math.clamp(list.width() / 3, 12, 30);
    for (int row = 0; row < list.height() && first + row < images.size(); row++) {
      Placed image = images.get(first + row);
      canvas.write(list.left(name), 1, row, DatasetScreen.name(image.path()), Ink.TEXT);
      canvas.write(list, name + 1, row, caption(image), ink(image));
      if (first + row == cursor) {
        canvas.ink(list, row, Ink.FOCUS);
      }
      canvas.clickable(
          new Area(list.column(), list.row() + row, list.width(), 1),
          new DatasetScreen.Row(first + row));
    }
    if (typing) {
      canvas.write(
          left.above(foot.height()).bottom(1),
          1,
          0,
          "/" + screen.browsing().wanted() + "▏",
          Ink.KEY);
    }
    screen.focused().ifPresent(image -> whole(canvas, foot, image));
    if (wide) {
      picture(canvas, area.rightOf(area.width() - side).rightOf(1).left(side - 2), screen);
    }
  }

  /** The whole caption of the image under the cursor, and what is done with the image. */
  private static void whole(Canvas canvas, Area foot, Placed image) {
    if (foot.isEmpty()) {
      return;
    }
    String bucket =
        image.isPlaced()
            ? " → "
                + image.bucketWidth()
                + "×"
                + image.bucketHeight()
                + (image.scale() > 1
                    ? String.format(Locale.ROOT, ", enlarged %.2f times", image.scale())
                    : "")
                + (image.cropped() >= 0.005
                    ? String.format(Locale.ROOT, ", %.0f %% cropped", 100 * image.cropped())
                    : "")
            : " in no bucket";
    canvas.write(foot, 1, 0, image.width() + "×" + image.height() + bucket, Ink.TITLE);
    Area text = foot.below(1).rightOf(1).left(foot.width() - 2);
    List<String> lines = Paragraph.lines(caption(image), text.width());
    for (int row = 0; row < Math.min(text.height(), lines.size()); row++) {
      boolean cut = row == text.height() - 1 && lines.size() > text.height();
      canvas.write(text, 0, row, lines.get(row) + (cut ? " …" : ""), ink(image));
    }
  }

  private static String caption(Placed image) {
    return switch (image.caption().state()) {
      case FOUND -> image.caption().text();
      case MISSING -> "▲ no caption";
      case BLANK -> "▲ the first line of the caption is blank";
      case EMPTY_FILE -> "✗ the caption's file is empty";
      case NOT_UTF8 -> "✗ the caption is not UTF-8";
    };
  }

  private static Ink ink(Placed image) {
    return switch (image.caption().state()) {
      case FOUND -> Ink.TEXT;
      case MISSING, BLANK -> Ink.WARNING;
      case EMPTY_FILE, NOT_UTF8 -> Ink.ERROR;
    };
  }

  private static void picture(Canvas canvas, Area area, DatasetScreen screen) {
    Optional<Placed> image = screen.focused();
    if (image.isEmpty()) {
      return;
    }
    Optional<BufferedImage> picture = screen.pictures().get(Path.of(image.get().path()));
    if (picture == null) {
      canvas.write(area, 0, 0, "reading …", Ink.DIM);
    } else if (picture.isEmpty()) {
      canvas.write(area, 0, 0, "this kind of picture is not shown", Ink.DIM);
    } else {
      HalfBlocks.paint(canvas, area, picture.get());
    }
  }

  private static void enlarged(Canvas canvas, Area area, DatasetScreen screen) {
    screen
        .focused()
        .ifPresent(image ->
            canvas.write(
                area, 1, 0, DatasetScreen.name(image.path()) + "  " + caption(image), Ink.TITLE));
    picture(canvas, area.below(1).rightOf(1), screen);
  }

  static List<PlannedBucket> buckets(DatasetLook.Seen seen) {
    List<PlannedBucket> all = new ArrayList<>();
    seen.overview().datasets().forEach(dataset -> all.addAll(dataset.buckets()));
    return all;
  }

  static List<FileNotes.Note> problems(DatasetLook.Seen seen) {
    return seen.report().problems();
  }

  private static void buckets(
      Canvas canvas, Area area, DatasetScreen screen, List<PlannedBucket> buckets) {
    List<PlannedBucket> thin =
        screen.seen() == null ? List.of() : screen.seen().report().thinBuckets();
    String batches =
        String.join(
            ", ",
            screen.seen() == null
                ? List.of()
                : screen.seen().overview().datasets().stream().map(DatasetView::batches).toList());
    canvas.write(area, 1, 0, batches, Ink.DIM);
    Area rows = area.below(1);
    long most = buckets.stream().mapToLong(PlannedBucket::count).max().orElse(1);
    int first = first(rows, screen.browsing().row(), buckets.size());
    int cells = Math.clamp(rows.width() - 58, 6, 60);
    for (int row = 0; row < rows.height() && first + row < buckets.size(); row++) {
      PlannedBucket bucket = buckets.get(first + row);
      canvas.write(
          rows,
          1,
          row,
          String.format(Locale.ROOT, "%4d×%-4d", bucket.width(), bucket.height()),
          Ink.TEXT);
      Bar.paint(canvas, rows, 12, row, cells, (double) bucket.count() / most, Ink.ACTIVE);
      boolean isThin = thin.contains(bucket);
      canvas.write(
          rows,
          13 + cells,
          row,
          String.format(
                  "%6s → %5s %s",
                  Figures.count(bucket.count()),
                  Figures.count(bucket.batches()),
                  bucket.batches() == 1 ? "batch  " : "batches")
              + (isThin ? "  ▲ less than a batch" : ""),
          isThin ? Ink.WARNING : Ink.TEXT);
    }
  }

  private static String batches(PlannedDataset dataset) {
    return dataset.width() + "×" + dataset.height() + " at batch size " + dataset.batchSize();
  }

  private static void problems(
      Canvas canvas, Area area, DatasetScreen screen, List<FileNotes.Note> notes) {
    if (notes.isEmpty()) {
      canvas.write(area, 1, 0, "✓ no file is out of order", Ink.GOOD);
      return;
    }
    Area text = area.rightOf(3).left(area.width() - 4);
    int row = 0;
    for (int index = screen.browsing().row(); index < notes.size(); index++) {
      FileNotes.Note note = notes.get(index);
      if (row >= area.height()) {
        return;
      }
      canvas.write(area, 1, row, sign(note.severity()), ink(note.severity()));
      row = Paragraph.paint(canvas, text, row, message(screen, note), ink(note.severity()));
      row = Paragraph.paint(canvas, text, row, note.help(), Ink.DIM) + 1;
    }
  }

  private static String message(DatasetScreen screen, FileNotes.Note note) {
    return note.message().startsWith(note.folder())
        ? shown(screen, note.folder()) + note.message().substring(note.folder().length())
        : note.message();
  }

  /** A path beside the recipe as it may stand there. */
  private static String shown(DatasetScreen screen, String path) {
    Path folder = screen.file().toAbsolutePath().getParent();
    Path whole = Path.of(path);
    return folder != null && whole.startsWith(folder) && !whole.equals(folder)
        ? folder.relativize(whole).toString()
        : path;
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
