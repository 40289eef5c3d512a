package dev.lorabake.tui.wizard;

import dev.lorabake.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.train.DatasetReport;
import dev.lorabake.train.Templates.Template;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.TypedLine;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import dev.lorabake.tui.setup.FindingMark;
import dev.lorabake.tui.setup.PlanView;
import java.util.ArrayList;
import java.util.List;

/** How the wizard looks: the question, what may be answered, and the answers so far. */
final class WizardView {
  /** Below this height, the answers so far leave their room to the question. */
  private static final int ROOM_FOR_ANSWERS = 16;

  private static final int WIDEST = 100;
  private static final int NAME = 16;

  private WizardView() {}

  /** A choice was clicked. */
  record ChoiceSpot(int index) implements Msg {}

  /** A question in short, and its answer. */
  private record Row(String name, String answer) {}

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
    int row = Paragraph.paint(canvas, text, 1, question.help(), Ink.DIM);
    String problem = screen.problem();
    if (problem != null) {
      row = Paragraph.paint(canvas, text, row, problem, Ink.ERROR);
    }
    answer(canvas, area.above(lower).below(row + 1), screen);
  }

  private static void answer(Canvas canvas, Area area, WizardScreen screen) {
    switch (screen.question()) {
      case Question.Base _, Question.Purpose _ -> choices(canvas, area, screen);
      case Question.File _, Question.Name _ -> typed(canvas, area, screen);
      case Question.Images _ -> {
        typed(canvas, area, screen);
        if (screen.entry().offered().size() < 2) {
          images(canvas, area.below(2), screen);
        }
      }
      case Question.Card _ -> screen.entry().card().paint(canvas, area);
      case Question.Review _ -> review(canvas, area, screen);
    }
  }

  private static void choices(Canvas canvas, Area area, WizardScreen screen) {
    List<String> choices = screen.choices();
    int cursor = screen.entry().cursor();
    int first = area.firstOf(cursor, choices.size());
    if (cursor < choices.size() && CellWidth.of(choices.get(cursor)) > area.width() - 2) {
      Area whole = area.below(choices.size() + 1).rightOf(1).left(area.width() - 2);
      Paragraph.paint(canvas, whole, 0, choices.get(cursor), Ink.TEXT);
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

  private static void images(Canvas canvas, Area area, WizardScreen screen) {
    Area text = area.rightOf(3).left(area.width() - 4);
    LookAtImages.Looked looked = screen.looked();
    if (screen.waiting()) {
      canvas.write(text, 0, 0, "looking …", Ink.DIM);
    } else if (looked != null
        && looked.report() != null
        && looked.typed().equals(screen.entry().text())) {
      DatasetReport report = looked.report();
      if (!looked.hasImages()) {
        Paragraph.paint(canvas, text, 0, "There is no image that can be read in it.", Ink.WARNING);
        return;
      }
      String captions =
          report.captions().missing() == 0
              ? "each with its caption"
              : Figures.count(report.captions().missing()) + " of them without a caption";
      int row =
          Paragraph.paint(
              canvas,
              text,
              0,
              Figures.count(looked.images(), "image") + ", " + captions,
              report.captions().missing() == 0 ? Ink.GOOD : Ink.WARNING);
      for (DatasetReport.FolderFacts folder : report.folders()) {
        canvas.write(
            text,
            0,
            row++,
            CellWidth.fit(screen.shown(folder.path()), Math.max(1, text.width() - 20))
                + "  "
                + folder.images()
                + " x "
                + folder.repeats(),
            Ink.TEXT);
      }
      if (!report.problems().isEmpty()) {
        String notes = Figures.count(report.problems().size(), "note");
        row =
            Paragraph.paint(
                canvas,
                text,
                row,
                notes + " on single files: lorabake dataset tells them",
                Ink.WARNING);
      }
      canvas.write(text, 0, row, "Enter takes it.", Ink.DIM);
    }
  }

  private static void review(Canvas canvas, Area area, WizardScreen screen) {
    ReviewRecipe.Reviewed reviewed = screen.reviewed();
    if (reviewed == null) {
      canvas.write(area, 1, 0, screen.waiting() ? "planning …" : "", Ink.DIM);
      return;
    }
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("file", String.valueOf(reviewed.file().getFileName())));
    rows.addAll(answered(screen));
    int row = rows(canvas, area, 0, rows) + 1;
    PlanView.paint(canvas, area.below(row), reviewed.prepared(), null);
    Area list = area.below(row + 3);
    List<Finding> findings = reviewed.prepared().verdict().findings();
    for (int i = 0; i < findings.size() && i < list.height(); i++) {
      Finding finding = findings.get(i);
      boolean more = i == list.height() - 1 && i < findings.size() - 1;
      String line = FindingMark.sign(finding.severity()) + " " + finding.message();
      canvas.write(
          list,
          1,
          i,
          more ? "… " + (findings.size() - i) + " more" : CellWidth.fit(line, list.width() - 2),
          more ? Ink.DIM : FindingMark.ink(finding.severity()));
    }
    if (findings.isEmpty()) {
      canvas.write(list, 1, 0, "nothing to mend", Ink.GOOD);
    }
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

  private static int rows(Canvas canvas, Area area, int from, List<Row> rows) {
    int row = from;
    for (Row one : rows) {
      canvas.write(area, 1, row, one.name(), Ink.DIM);
      int room = Math.max(1, area.width() - NAME - 3);
      canvas.write(area, NAME + 2, row++, CellWidth.fit(one.answer(), room), Ink.TEXT);
    }
    return row;
  }
}
