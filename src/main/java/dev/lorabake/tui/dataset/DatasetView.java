package dev.lorabake.tui.dataset;

import dev.lorabake.Figures;
import dev.lorabake.dataset.Caption;
import dev.lorabake.plan.PlacedImages.Folder;
import dev.lorabake.plan.PlacedImages.Placed;
import dev.lorabake.train.DatasetLook;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.HalfBlocks;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
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
      String far = screen.said().isEmpty() ? "looking at the images …" : screen.said();
      Area text = area.inside();
      Paragraph.paint(canvas, text, 0, why == null ? far : why, why == null ? Ink.DIM : Ink.ERROR);
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
    Area rest = lower.below(1).above(screen.said().isEmpty() ? 0 : 1);
    canvas.write(lower.bottom(1), 1, 0, screen.said(), Ink.TITLE);
    int cursor = screen.browsing().row();
    switch (screen.browsing().view()) {
      case IMAGES -> images(canvas, rest, screen);
      case BUCKETS -> BucketRows.paint(canvas, rest, seen, cursor);
      case PROBLEMS -> ProblemRows.paint(canvas, rest, screen, screen.notes());
      case FILES ->
          screen
              .problem()
              .ifPresent(about -> {
                int side = side(rest);
                ProblemRows.files(canvas, rest.left(rest.width() - side), screen, about);
                picture(canvas, rest.rightOf(rest.width() - side).rightOf(1), screen);
              });
    }
  }

  private static String heading(DatasetScreen screen, DatasetLook.Seen seen) {
    String images =
        screen.isSearching()
            ? Figures.count(screen.images().size())
                + " of "
                + Figures.count(screen.total(), "image")
            : Figures.count(screen.images().size(), "image");
    String problems =
        screen.browsing().view() == Browsing.View.FILES
            ? screen.problem().map(ProblemRows::heading).orElse("")
            : problems(seen);
    return marked(screen, Browsing.View.IMAGES, images)
        + " · "
        + marked(screen, Browsing.View.BUCKETS, Figures.count(BucketRows.count(seen), "bucket"))
        + " · "
        + (screen.browsing().view() == Browsing.View.FILES
            ? "[" + problems + "]"
            : marked(screen, Browsing.View.PROBLEMS, problems));
  }

  private static String problems(DatasetLook.Seen seen) {
    return Figures.count(seen.report().problems().size(), "problem");
  }

  private static String marked(DatasetScreen screen, Browsing.View view, String text) {
    return screen.browsing().view() == view ? "[" + text + "]" : text;
  }

  private static void subsets(Canvas canvas, Area area, DatasetScreen screen) {
    boolean narrow = area.width() < NARROW;
    String what = screen.isSearching() ? "found" : "captions";
    canvas.write(
        area,
        1,
        0,
        narrow
            ? String.format("%8s  %7s  %s", "images", "repeats", "folder")
            : String.format("%8s  %7s  %-15s %s", "images", "repeats", what, "folder"),
        Ink.DIM);
    Area rows = area.below(1);
    int chosen = screen.browsing().subset();
    int first = rows.firstOf(chosen, screen.subsets().size());
    int last = Math.min(first + rows.height(), screen.subsets().size());
    if (last - first < screen.subsets().size() && !narrow) {
      String part = (first + 1) + " to " + last + " of " + screen.subsets().size();
      canvas.writeRight(area.left(area.width() - 1), 0, part, Ink.DIM);
    }
    for (int row = 0; row < rows.height() && first + row < screen.subsets().size(); row++) {
      Folder folder = screen.subsets().get(first + row);
      Ink ink = first + row == chosen ? Ink.TITLE : Ink.TEXT;
      String state = screen.isSearching() ? found(screen, first + row) : captions(folder);
      int at = canvas.write(rows, 1, row, figures(folder, narrow ? "" : state), ink);
      String problem =
          folder.problem() == null && folder.images().size() + folder.unreadable() == 0
              ? "no image"
              : folder.problem();
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

  private static String found(DatasetScreen screen, int subset) {
    long found = screen.matches().in(subset);
    return found == 0 ? "–" : Figures.count(found);
  }

  private static String captions(Folder folder) {
    long captions =
        folder.images().stream()
            .filter(image -> image.caption().state() == Caption.State.FOUND)
            .count();
    int images = folder.images().size();
    if (images == 0) {
      return "–";
    }
    return captions == images ? "all" : Figures.count(captions) + " of " + Figures.count(images);
  }

  private static String figures(Folder folder, String state) {
    String counts =
        String.format(
            Locale.ROOT, "%8s  %6d×", Figures.count(folder.images().size()), folder.repeats());
    return state.isEmpty() ? counts + " " : counts + String.format("  %-15s", state);
  }

  /** The columns beside a list that a picture takes. */
  private static int side(Area area) {
    return area.width() < WIDE ? 0 : Math.min(area.width() * 2 / 5, area.height() * 2 + 2);
  }

  private static void images(Canvas canvas, Area area, DatasetScreen screen) {
    int side = side(area);
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
          screen.isSearching() ? "no caption and no name has that" : "no image here",
          Ink.DIM);
    }
    int cursor = screen.browsing().row();
    int first = list.firstOf(cursor, images.size());
    int name = Math.clamp(list.width() / 3, 12, 30);
    for (int row = 0; row < list.height() && first + row < images.size(); row++) {
      Placed image = images.get(first + row);
      canvas.write(list.left(name), 1, row, Matches.name(image.path()), Ink.TEXT);
      canvas.write(list, name + 1, row, Matches.told(image.caption()), ink(image));
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
    if (side > 0) {
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
    List<String> lines = Paragraph.lines(Matches.told(image.caption()), text.width());
    for (int row = 0; row < Math.min(text.height(), lines.size()); row++) {
      boolean cut = row == text.height() - 1 && lines.size() > text.height();
      canvas.write(text, 0, row, lines.get(row) + (cut ? " …" : ""), ink(image));
    }
  }

  private static Ink ink(Placed image) {
    return switch (image.caption().state()) {
      case FOUND -> Ink.TEXT;
      case MISSING, BLANK -> Ink.WARNING;
      case EMPTY_FILE, NOT_UTF8 -> Ink.ERROR;
    };
  }

  private static void picture(Canvas canvas, Area area, DatasetScreen screen) {
    Optional<Path> file = screen.focusedFile();
    if (file.isEmpty() || area.isEmpty()) {
      return;
    }
    Optional<BufferedImage> picture = screen.pictures().get(file.get());
    if (picture == null) {
      canvas.write(area, 0, 0, "reading …", Ink.DIM);
    } else if (picture.isEmpty()) {
      canvas.write(area, 0, 0, "this kind of picture is not shown", Ink.DIM);
    } else {
      HalfBlocks.paint(canvas, area, picture.get());
    }
  }

  private static void enlarged(Canvas canvas, Area area, DatasetScreen screen) {
    String caption = screen.focused().map(image -> "  " + Matches.told(image.caption())).orElse("");
    screen
        .focusedFile()
        .map(file -> Matches.name(file.toString()) + caption)
        .ifPresent(
            text -> canvas.write(area, 1, 0, CellWidth.fit(text, area.width() - 2), Ink.TITLE));
    picture(canvas, area.below(1).rightOf(1), screen);
  }

  /** A path beside the recipe as it may stand there. */
  static String shown(DatasetScreen screen, String path) {
    Path folder = screen.file().toAbsolutePath().getParent();
    Path whole = Path.of(path);
    return folder != null && whole.startsWith(folder) && !whole.equals(folder)
        ? folder.relativize(whole).toString()
        : path;
  }
}
