package dev.lorabake.tui.setup;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Severity;
import dev.lorabake.train.Prepared;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.TypedLine;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.util.List;
import java.util.Optional;

/** The settings of a section, each with its value; over them what is typed, chosen or found. */
final class FieldList {
  private static final int VALUE = 12;

  private FieldList() {}

  /** A choice was clicked. */
  record ChoiceSpot(int index) implements Msg {}

  static void paint(Canvas canvas, Area area, SetUpScreen screen) {
    if (screen.input() instanceof Input.Searching searching) {
      search(canvas, area, searching);
      return;
    }
    if (screen.input() instanceof Input.Cards cards) {
      cards.choice().paint(canvas, area);
      return;
    }
    List<Field> fields = screen.fields();
    int height = area.height();
    int first = area.firstOf(screen.form().field(), fields.size());
    int longest =
        fields.stream().mapToInt(field -> CellWidth.of(field.label())).max().orElse(0) + 3;
    int name = Math.min(longest, Math.max(area.width() / 2, area.width() - VALUE - 3));
    for (int row = 0; row < height && first + row < fields.size(); row++) {
      paint(canvas, area, row, first + row, name, screen);
    }
    if (screen.input() instanceof Input.Choosing choosing) {
      choices(canvas, area, choosing.field().key(), choosing.choices(), choosing.index());
    }
    if (screen.input() instanceof Input.Typing typing && typing.offered().size() > 1) {
      boolean low = screen.form().field() - first > height / 2;
      Area free = low ? area.top(height / 2) : area.bottom(height / 2);
      choices(canvas, free, "may become", typing.offered(), -1);
    }
    if (screen.input() instanceof Input.Leaving) {
      ask(canvas, area, "Not saved yet: ^S saves it, D discards what was changed");
    }
    if (screen.input() instanceof Input.Drafted drafted) {
      String since =
          drafted.found().draft().overtaken() ? " The file was changed by somebody since." : "";
      ask(
          canvas,
          area,
          "There is a draft of "
              + drafted.found().at()
              + " that was not saved."
              + since
              + " t takes it, D discards it; Esc leaves it for later.");
    }
  }

  private static void paint(
      Canvas canvas, Area area, int row, int index, int name, SetUpScreen screen) {
    Field field = screen.fields().get(index);
    Optional<Object> value = screen.value(field);
    canvas.write(area, 1, row, CellWidth.fit(field.label(), name - 2), Ink.TEXT);
    if (screen.isChanged(field)) {
      canvas.write(area, 0, row, "•", Ink.ACTIVE);
    } else if (screen.isOwnChoice(field)) {
      canvas.write(area, 0, row, "◦", Ink.DIM);
    }
    Area values = area.rightOf(name).left(area.width() - name - 3);
    Prepared prepared = screen.work().prepared();
    if (screen.input() instanceof Input.Typing typing && typing.field().equals(field)) {
      TypedLine.paint(canvas, values, row, typing.line());
    } else if (value.isPresent()) {
      canvas.write(values, 0, row, TypedValue.shown(value.get()), Ink.TITLE);
    } else if (prepared != null) {
      String otherwise = field.otherwise(prepared.recipe()).map(TypedValue::shown).orElse("–");
      canvas.write(values, 0, row, otherwise, Ink.DIM);
    }
    worst(screen, field)
        .ifPresent(severity ->
            canvas.write(
                area,
                area.width() - 2,
                row,
                FindingMark.sign(severity),
                FindingMark.ink(severity)));
    if (index == screen.form().field() && !(screen.input() instanceof Input.Typing)) {
      if (screen.form().pane() == Form.Pane.FIELDS) {
        canvas.ink(area.left(area.width() - 3), row, Ink.FOCUS);
      } else {
        canvas.write(area, 0, row, "›", Ink.ACTIVE);
      }
    }
    canvas.clickable(
        new Area(area.column(), area.row() + row, area.width(), 1), new SetUpView.FieldSpot(index));
  }

  private static Optional<Severity> worst(SetUpScreen screen, Field field) {
    return screen.findings().stream()
        .filter(finding -> screen.isAbout(finding, field))
        .map(Finding::severity)
        .min(Enum::compareTo);
  }

  /** A question over the settings. */
  private static void ask(Canvas canvas, Area area, String question) {
    List<String> lines = Paragraph.lines(question, area.width() - 4);
    int rows = Math.min(area.height(), lines.size() + 2);
    for (int row = 0; row < rows; row++) {
      canvas.write(area, 0, row, " ".repeat(area.width()), Ink.TEXT);
    }
    Area inside = Frame.paint(canvas, area.top(rows), "not saved");
    for (int row = 0; row < Math.min(inside.height(), lines.size()); row++) {
      canvas.write(inside, 1, row, lines.get(row), Ink.WARNING);
    }
  }

  private static void choices(
      Canvas canvas, Area area, String title, List<String> choices, int index) {
    int rows = Math.min(area.height(), choices.size() + 2);
    int columns = Math.min(area.width() - 2, 40);
    Area box = new Area(area.column() + 1, area.row(), columns, rows);
    for (int row = 0; row < rows; row++) {
      canvas.write(box, 0, row, " ".repeat(columns), Ink.TEXT);
    }
    Area inside = Frame.paint(canvas, box, title);
    int first = inside.firstOf(index, choices.size());
    for (int row = 0; row < inside.height() && first + row < choices.size(); row++) {
      canvas.write(inside, 1, row, choices.get(first + row), Ink.TEXT);
      if (first + row == index) {
        canvas.ink(inside, row, Ink.FOCUS);
      }
      if (index >= 0) {
        canvas.clickable(
            new Area(inside.column(), inside.row() + row, inside.width(), 1),
            new ChoiceSpot(first + row));
      }
    }
  }

  private static void search(Canvas canvas, Area area, Input.Searching searching) {
    canvas.write(area, 1, 0, "/", Ink.KEY);
    TypedLine.paint(canvas, area.rightOf(2).left(area.width() - 4), 0, searching.line());
    Area list = area.below(1);
    int first = list.firstOf(searching.index(), searching.found().size());
    for (int row = 0; row < list.height() && first + row < searching.found().size(); row++) {
      canvas.write(list, 1, row, searching.found().get(first + row).name(), Ink.TEXT);
      if (first + row == searching.index()) {
        canvas.ink(list, row, Ink.FOCUS);
      }
    }
    if (searching.found().isEmpty()) {
      canvas.write(list, 1, 0, "type a part of a setting's name", Ink.DIM);
    }
  }
}
