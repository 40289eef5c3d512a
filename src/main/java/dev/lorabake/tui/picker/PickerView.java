package dev.lorabake.tui.picker;

import dev.lorabake.Figures;
import dev.lorabake.Visible;
import dev.lorabake.tui.TypedLine;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Ink;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How the picker looks: the folder, what is looked for in it, what lies there, what Enter does. */
final class PickerView {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** Cells of a size such as {@code 123.4 MB}, and of the images of a folder. */
  private static final int SIZE = 10;

  private static final int IMAGES = 26;

  private PickerView() {}

  static void paint(Canvas canvas, Area area, PickerScreen screen) {
    ListFolder.Listed listed = screen.listed();
    if (listed == null) {
      canvas.write(area, 1, 0, "looking …", Ink.DIM);
      return;
    }
    String count = screen.isLooking() ? "looking …" : count(listed, screen);
    int room = area.width() - CellWidth.of(count) - 4;
    canvas.write(area, 1, 0, tail(listed.folder().toString(), room), Ink.TITLE);
    canvas.writeRight(area.left(area.width() - 1), 0, count, Ink.DIM);
    canvas.write(area, 1, 1, "›", Ink.ACTIVE);
    Area line = area.rightOf(3).left(area.width() - 4);
    TypedLine.paint(canvas, line, 1, screen.part());
    if (screen.part().text().isEmpty()) {
      canvas.write(line, 2, 1, "type a part of a name", Ink.DIM);
    }
    Area list = area.below(2).above(1);
    List<Row> rows = screen.rows();
    int first = list.firstOf(screen.index(), rows.size());
    for (int row = 0; row < list.height() && first + row < rows.size(); row++) {
      row(canvas, list, row, rows.get(first + row), screen);
      if (first + row == screen.index()) {
        canvas.ink(list, row, Ink.FOCUS);
      }
      canvas.clickable(
          new Area(list.column(), list.row() + row, list.width(), 1),
          new PickerScreen.RowSpot(first + row));
    }
    if (rows.isEmpty()) {
      canvas.write(list, 1, 0, "nothing here has that in its name", Ink.DIM);
    }
    below(canvas, area, screen, listed);
  }

  private static String count(ListFolder.Listed listed, PickerScreen screen) {
    ImageCount images = screen.counts().get("");
    if (images != null && images.images() > 0) {
      return images.shown();
    }
    long others = screen.otherFiles();
    return listed.cut()
        ? "only " + Figures.count(ListFolder.MOST) + " of its files"
        : others == 0 ? "" : Figures.count(others, "other file");
  }

  /** The end of a text, which tells most of a path. */
  private static String tail(String path, int cells) {
    String shown = Visible.line(path);
    if (CellWidth.of(shown) <= cells) {
      return shown;
    }
    int begin = 0;
    while (begin < shown.length() && 1 + CellWidth.of(shown.substring(begin)) > cells) {
      begin = shown.offsetByCodePoints(begin, 1);
    }
    return "…" + shown.substring(begin);
  }

  private static void row(Canvas canvas, Area list, int at, Row row, PickerScreen screen) {
    switch (row) {
      case Row.Up _ -> canvas.write(list, 1, at, "../", Ink.TEXT);
      case Row.Here _ -> {
        canvas.write(list, 1, at, "./  this folder", Ink.TEXT);
      }
      case Row.Child(Item item) -> child(canvas, list, at, item, screen);
    }
  }

  private static void child(Canvas canvas, Area list, int at, Item item, PickerScreen screen) {
    DateTimeFormatter format = list.width() >= 70 ? MINUTE : DAY;
    int date = list.width() >= 70 ? 18 : list.width() >= 54 ? 12 : 0;
    boolean images = screen.sought().kind() == Sought.Kind.IMAGES;
    int detail = images ? Math.min(IMAGES, list.width() / 3) : SIZE;
    int name = list.width() - date - detail - 3;
    boolean folder = item.type() == Item.Type.FOLDER;
    boolean first = folder || screen.sought().fits(item);
    String shown = Visible.line(item.name());
    String whole = folder ? CellWidth.fit(shown, name - 1) + "/" : middle(shown, Math.max(1, name));
    canvas.write(list, 1, at, whole, first ? Ink.TEXT : Ink.DIM);
    Area details = list.rightOf(name + 2).left(detail);
    canvas.writeRight(details, at, detail(item, screen), Ink.DIM);
    if (date > 0 && !item.modified().equals(LocalDateTime.MIN)) {
      canvas.write(list, list.width() - date + 1, at, format.format(item.modified()), Ink.DIM);
    }
  }

  private static String detail(Item item, PickerScreen screen) {
    return switch (item.type()) {
      case FILE -> Figures.size(item.size());
      case OTHER -> "no file";
      case FOLDER -> {
        ImageCount count = screen.counts().get(item.name());
        yield count != null
            ? count.shown()
            : item.model() && screen.sought().kind() == Sought.Kind.MODEL ? "a model" : "";
      }
    };
  }

  /** A long name without its middle: its beginning and its ending tell most. */
  private static String middle(String name, int cells) {
    if (CellWidth.of(name) <= cells || cells < 36) {
      return CellWidth.fit(name, cells);
    }
    int end = name.length();
    while (CellWidth.of(name.substring(name.offsetByCodePoints(end, -1))) <= cells / 3) {
      end = name.offsetByCodePoints(end, -1);
    }
    return CellWidth.fit(name, cells - CellWidth.of(name.substring(end))) + name.substring(end);
  }

  /** What went wrong, or what Enter does. */
  private static void below(
      Canvas canvas, Area area, PickerScreen screen, ListFolder.Listed listed) {
    Area last = area.bottom(1);
    String wrong = screen.problem() == null ? listed.problem() : screen.problem();
    if (wrong != null) {
      canvas.write(last, 1, 0, wrong, Ink.WARNING);
      return;
    }
    String does =
        screen
            .focused()
            .map(row ->
                switch (row) {
                  case Row.Up _ -> "Enter goes to the folder above";
                  case Row.Here _ -> takes(listed.folder(), screen, last.width());
                  case Row.Child(Item item) ->
                      screen.takes(item)
                          ? takes(listed.folder().resolve(item.name()), screen, last.width())
                          : switch (item.type()) {
                            case FOLDER -> "Enter goes into it";
                            case FILE -> "a folder is needed here, and this is a file";
                            case OTHER -> "this is neither a file nor a folder";
                          };
                })
            .orElse("");
    canvas.write(last, 1, 0, does, Ink.DIM);
  }

  private static String takes(Path path, PickerScreen screen, int width) {
    String begin = "Enter takes ";
    return begin + tail(screen.written(path), width - begin.length() - 2);
  }
}
