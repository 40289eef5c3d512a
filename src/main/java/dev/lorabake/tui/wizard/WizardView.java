package dev.lorabake.tui.wizard;

import dev.lorabake.train.ModelSources;
import dev.lorabake.train.Templates.Template;
import dev.lorabake.tui.LookAtMachine;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.TypedLine;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.util.ArrayList;
import java.util.List;

/** How the wizard looks: the question, what may be answered, and the answers so far. */
final class WizardView {
  /** Below this height, the answers so far leave their room to the question. */
  private static final int ROOM_FOR_ANSWERS = 16;

  /** And below this one, what helps to answer leaves it too. */
  private static final int ROOM_FOR_HELP = 10;

  private static final int WIDEST = 100;
  private static final int NAME = 16;

  private WizardView() {}

  /** A choice was clicked. */
  record ChoiceSpot(int index) implements Msg {}

  /** A question in short, and its answer. */
  record Row(String name, String answer) {}

  static void paint(Canvas canvas, Area area, WizardScreen screen) {
    Question question = screen.question();
    List<Row> answered = answered(screen);
    boolean review = question instanceof Question.Review;
    int lower =
        area.height() < ROOM_FOR_ANSWERS || answered.isEmpty() || review
            ? 0
            : Math.min(answered.size(), area.height() / 3) + 1;
    if (lower > 0) {
      Area framed = new Area(area.column() - 1, area.row(), area.width() + 2, area.height());
      Frame.divide(canvas, framed, area.height() - lower, "so far");
      List<Row> last = answered.subList(answered.size() - lower + 1, answered.size());
      rows(canvas, area.bottom(lower - 1), 0, last);
    }
    Area text = area.above(lower).rightOf(1).left(Math.min(WIDEST, area.width() - 2));
    canvas.write(text, 0, 0, question.title(), Ink.TITLE);
    boolean roomy = area.height() >= ROOM_FOR_HELP;
    int row = roomy ? Paragraph.paint(canvas, text, 1, question.help(), Ink.DIM) : 1;
    String problem = screen.problem();
    if (problem != null) {
      row = Paragraph.paint(canvas, text, row, problem, Ink.ERROR);
    }
    answer(canvas, area.above(lower).below(roomy ? row + 1 : row), screen);
  }

  private static void answer(Canvas canvas, Area area, WizardScreen screen) {
    switch (screen.question()) {
      case Question.Base _, Question.Purpose _ -> choices(canvas, area, screen);
      case Question.Name _ -> typed(canvas, area, screen);
      case Question.File _, Question.Images _ -> path(canvas, area, screen);
      case Question.Card _ -> {
        LookAtMachine.Seen machine = screen.known().machine();
        if (machine != null) {
          canvas.write(area, 1, 0, "this machine has " + machine.gpu(), Ink.DIM);
        }
        screen.entry().card().paint(canvas, area.below(machine == null ? 0 : 1));
      }
      case Question.Review _ -> ReviewView.paint(canvas, area, screen, answered(screen));
    }
  }

  private static void choices(Canvas canvas, Area area, WizardScreen screen) {
    List<String> choices = screen.choices();
    int cursor = screen.entry().cursor();
    int first = area.firstOf(cursor, choices.size());
    Area below = area.below(choices.size() + 1).rightOf(1).left(area.width() - 2);
    if (screen.question() instanceof Question.Base) {
      Paragraph.paint(canvas, below, 0, screen.pointed().notes(), Ink.DIM);
    } else if (cursor < choices.size() && CellWidth.of(choices.get(cursor)) > area.width() - 2) {
      Paragraph.paint(canvas, below, 0, choices.get(cursor), Ink.TEXT);
    }
    for (int row = 0; row < area.height() && first + row < choices.size(); row++) {
      int room = area.width() - 2;
      canvas.write(area, 1, row, CellWidth.fit(choices.get(first + row), room), Ink.TEXT);
      if (first + row == cursor) {
        canvas.ink(area, row, Ink.FOCUS);
      }
      canvas.clickable(
          new Area(area.column(), area.row() + row, area.width(), 1), new ChoiceSpot(first + row));
    }
  }

  /** The line, and below it what it may become. */
  private static void typed(Canvas canvas, Area area, WizardScreen screen) {
    canvas.write(area, 1, 0, "›", Ink.ACTIVE);
    TypedLine.paint(canvas, area.rightOf(3).left(area.width() - 4), 0, screen.entry().line());
    List<String> offered = screen.entry().offered();
    Area list = area.below(2);
    if (offered.size() > 1) {
      for (int row = 0; row < list.height() && row < offered.size(); row++) {
        boolean more = row == list.height() - 1 && row < offered.size() - 1;
        canvas.write(
            list,
            3,
            row,
            more ? "… " + (offered.size() - row) + " more" : offered.get(row),
            Ink.DIM);
      }
    }
  }

  /** A path to be typed, or one to be chosen. */
  private static void path(Canvas canvas, Area area, WizardScreen screen) {
    typed(canvas, area, screen);
    Area below = area.below(2);
    if (screen.entry().offered().size() > 1) {
      return;
    }
    if (screen.entry().text().isEmpty()) {
      suggestions(canvas, below, screen);
    } else if (screen.question() instanceof Question.Images) {
      ImagesView.paint(canvas, below.rightOf(3).left(below.width() - 4), screen);
    } else if (screen.waiting()) {
      canvas.write(below, 3, 0, "looking …", Ink.DIM);
    }
  }

  private static void suggestions(Canvas canvas, Area area, WizardScreen screen) {
    List<Suggestion> all = screen.suggestions();
    List<String> rows = new ArrayList<>();
    all.forEach(one -> rows.add(one.path() + "  " + one.what()));
    rows.add("decide later");
    List<String> words = words(screen, area.width() - 2);
    int lower = Math.max(0, Math.min(words.size() + 1, area.height() - 1));
    Area list = area.above(lower);
    int cursor = Math.min(screen.entry().cursor(), all.size());
    int first = list.firstOf(cursor, rows.size());
    for (int row = 0; row < list.height() && first + row < rows.size(); row++) {
      Ink ink = first + row == all.size() ? Ink.DIM : Ink.TEXT;
      String shown = fitEnd(rows.get(first + row), list.width() - 2);
      canvas.write(list, 1, row, shown, ink);
      if (first + row == cursor) {
        canvas.ink(list, row, Ink.FOCUS);
      }
      canvas.clickable(
          new Area(list.column(), list.row() + row, list.width(), 1), new ChoiceSpot(first + row));
    }
    int listed = Math.min(rows.size(), list.height());
    Area below = area.below(area.height() > listed + words.size() ? listed + 1 : listed);
    for (int row = 0; row < below.height() && row < words.size(); row++) {
      canvas.write(below, 1, row, words.get(row), Ink.DIM);
    }
  }

  /** Of a long path the end tells most. */
  private static String fitEnd(String text, int width) {
    int start = 0;
    while (CellWidth.of(text.substring(start)) + (start == 0 ? 0 : 1) > Math.max(1, width)) {
      start = text.offsetByCodePoints(start, 1);
    }
    return start == 0 ? text : "…" + text.substring(start);
  }

  /** What helps where nothing, or not the right thing, was found. */
  private static List<String> words(WizardScreen screen, int width) {
    if (!(screen.question() instanceof Question.File file)) {
      String word = screen.suggestions().isEmpty() ? "No folder with images is here." : "";
      return word.isEmpty() ? List.of() : Paragraph.lines(word, width);
    }
    if (screen.known().models() == null) {
      return List.of("looking for models on this disk …");
    }
    String none = screen.suggestions().isEmpty() ? "None was found in the usual folders. " : "";
    String where =
        ModelSources.of(screen.answers().family().id(), file.placeholder())
            .map(source ->
                "To be had on Hugging Face: "
                    + source.where()
                    + (source.byName()
                        ? " (typed here, it is fetched when the training starts)"
                        : ""))
            .orElse("");
    return (none + where).isBlank() ? List.of() : Paragraph.lines(none + where, width);
  }

  /** What was asked before the question, in short, with its answer. */
  private static List<Row> answered(WizardScreen screen) {
    Answers answers = screen.answers();
    List<Row> rows = new ArrayList<>();
    for (Question question : Question.all(answers).subList(0, screen.at())) {
      rows.add(
          switch (question) {
            case Question.Base _ -> new Row("base model", answers.family().title());
            case Question.Purpose _ -> {
              Template template = answers.template();
              yield new Row("purpose", template == null ? "a plain start" : template.title());
            }
            case Question.File file -> {
              String name = file.placeholder().substring(1, file.placeholder().length() - 1);
              yield new Row(
                  name, answers.files().getOrDefault(file.placeholder(), "(decided later)"));
            }
            case Question.Images _ ->
                new Row(
                    "images", answers.images().isEmpty() ? "(decided later)" : answers.images());
            case Question.Name _ -> new Row("name", answers.name());
            case Question.Card _ -> {
              String card = answers.card();
              yield new Row("GPU", card == null ? "this machine" : card);
            }
            case Question.Review _ -> new Row("", "");
          });
    }
    return rows;
  }

  static int rows(Canvas canvas, Area area, int from, List<Row> rows) {
    int row = from;
    for (Row one : rows) {
      canvas.write(area, 1, row, one.name(), Ink.DIM);
      int room = Math.max(1, area.width() - NAME - 3);
      canvas.write(area, NAME + 2, row++, CellWidth.fit(one.answer(), room), Ink.TEXT);
    }
    return row;
  }
}
