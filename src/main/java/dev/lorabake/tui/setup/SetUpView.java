package dev.lorabake.tui.setup;

import dev.lorabake.Figures;
import dev.lorabake.preflight.Change;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Severity;
import dev.lorabake.recipe.TomlText;
import dev.lorabake.train.Prepared;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.util.List;
import java.util.stream.Collectors;

/** How a recipe looks while it is set up. */
final class SetUpView {
  private static final int SECTIONS = 14;

  /** Below this width there is no room beside the settings, below this height none under them. */
  private static final int NARROW = 44;

  private static final int LOW = 10;
  private static final int EXPLANATION = 30;
  private static final int WIDEST_EXPLANATION = 72;
  private static final int MOST_FINDINGS = 10;

  private SetUpView() {}

  /** A section was clicked. */
  record SectionSpot(int index) implements Msg {}

  /** A field was clicked. */
  record FieldSpot(int index) implements Msg {}

  /** A finding was clicked. */
  record FindingSpot(int index) implements Msg {}

  /** The fix of a finding was clicked. */
  record FixSpot(int index) implements Msg {}

  static void paint(Canvas canvas, Area area, SetUpScreen screen) {
    Prepared prepared = screen.work().prepared();
    if (prepared == null) {
      String why = screen.work().unreadable();
      Paragraph.paint(
          canvas,
          area.inside(),
          0,
          why == null ? "reading …" : why,
          why == null ? Ink.DIM : Ink.ERROR);
      return;
    }
    if (area.width() < NARROW || area.height() < LOW) {
      small(canvas, area, screen, prepared);
      return;
    }
    int findings =
        Math.clamp(screen.findings().size(), 1, Math.min(MOST_FINDINGS, area.height() / 5));
    Area framed = new Area(area.column() - 1, area.row(), area.width() + 2, area.height());
    int lower = area.height() - findings - 4;
    Area upper = area.top(lower);
    sections(canvas, upper.left(SECTIONS), screen);
    verticalLine(canvas, upper, SECTIONS);
    Area body = upper.rightOf(SECTIONS + 1);
    if (area.width() >= 76) {
      int explanation = Math.clamp(area.width() * 3L / 10, EXPLANATION, WIDEST_EXPLANATION);
      int split = body.width() - explanation;
      ExplanationPane.paint(canvas, body.rightOf(split + 2), screen);
      verticalLine(canvas, body, split);
      body = body.left(split);
    }
    FieldList.paint(canvas, body, screen);
    Frame.divide(canvas, framed, lower, findingsTitle(screen));
    findings(canvas, area.below(lower + 1).top(findings), screen);
    Frame.divide(canvas, framed, lower + 1 + findings, null);
    PlanView.paint(canvas, area.below(lower + 2 + findings), prepared);
  }

  /** One part at a time, where there is no room for more: the one that keys go to. */
  private static void small(Canvas canvas, Area area, SetUpScreen screen, Prepared prepared) {
    switch (screen.form().pane()) {
      case SECTIONS -> sections(canvas, area, screen);
      case FINDINGS -> findings(canvas, area, screen);
      case FIELDS -> {
        FieldList.paint(canvas, area.above(2), screen);
        String told = screen.concerned().map(SetUpView::line).orElse(findingsTitle(screen));
        Ink ink = screen.concerned().map(one -> FindingMark.ink(one.severity())).orElse(Ink.DIM);
        canvas.write(area.bottom(2), 1, 0, told, ink);
        PlanView.paint(canvas, area.bottom(1), prepared);
      }
    }
  }

  private static String line(Finding finding) {
    return FindingMark.sign(finding.severity()) + " " + finding.message();
  }

  private static void verticalLine(Canvas canvas, Area area, int column) {
    for (int row = 0; row < area.height(); row++) {
      canvas.write(area, column, row, "│", Ink.FRAME);
    }
  }

  private static void sections(Canvas canvas, Area area, SetUpScreen screen) {
    List<Section> all = Section.ALL;
    int first = area.firstOf(screen.form().section(), all.size());
    for (int row = 0; row < area.height() && first + row < all.size(); row++) {
      Section section = all.get(first + row);
      canvas.write(area, 1, row, section.title(), Ink.TEXT);
      Mark mark = mark(screen, section);
      canvas.write(area, area.width() - 2, row, mark.sign, mark.ink);
      if (first + row == screen.form().section()) {
        boolean here = screen.form().pane() == Form.Pane.SECTIONS;
        if (here) {
          canvas.ink(area, row, Ink.FOCUS);
        } else {
          canvas.write(area, 0, row, "›", Ink.ACTIVE);
        }
      }
      canvas.clickable(
          new Area(area.column(), area.row() + row, area.width(), 1), new SectionSpot(first + row));
    }
  }

  private record Mark(String sign, Ink ink) {}

  /** The worst that was found about the section's settings, and how many of it. */
  private static Mark mark(SetUpScreen screen, Section section) {
    Prepared prepared = screen.work().prepared();
    if (section.equals(Section.EVERYTHING) || prepared == null) {
      return new Mark("·", Ink.DIM);
    }
    List<String> names = section.fields(prepared.recipe()).stream().map(Field::name).toList();
    List<Finding> about =
        screen.findings().stream()
            .filter(finding ->
                Concern.foremost(finding, prepared.recipe()).filter(names::contains).isPresent())
            .toList();
    long errors = about.stream().filter(one -> one.severity() == Severity.ERROR).count();
    long warnings = about.stream().filter(one -> one.severity() == Severity.WARNING).count();
    if (errors > 0) {
      return new Mark("✗" + errors, Ink.ERROR);
    }
    return warnings > 0 ? new Mark("▲" + warnings, Ink.WARNING) : new Mark("✓", Ink.GOOD);
  }

  private static String findingsTitle(SetUpScreen screen) {
    String counts =
        screen.findings().isEmpty()
            ? "nothing to mend"
            : Figures.count(screen.findings().size(), "finding");
    if (screen.work().unreadable() != null) {
      return "cannot be read";
    }
    return screen.work().checked() == screen.wanted() ? counts : counts + " (checking …)";
  }

  private static void findings(Canvas canvas, Area area, SetUpScreen screen) {
    String unreadable = screen.work().unreadable();
    if (unreadable != null) {
      Paragraph.paint(canvas, area, 0, unreadable, Ink.ERROR);
      return;
    }
    List<Finding> findings = screen.findings();
    int first = area.firstOf(screen.form().finding(), findings.size());
    for (int row = 0; row < area.height() && first + row < findings.size(); row++) {
      Finding finding = findings.get(first + row);
      String fix = fix(finding, Math.min(36, area.width() / 2));
      int room = area.width() - CellWidth.of(fix) - 4;
      canvas.write(
          area, 1, row, CellWidth.fit(line(finding), room), FindingMark.ink(finding.severity()));
      canvas.writeRight(area.left(area.width() - 1), row, fix, Ink.KEY);
      if (first + row == screen.form().finding() && screen.form().pane() == Form.Pane.FINDINGS) {
        canvas.ink(area, row, Ink.FOCUS);
      }
      canvas.clickable(
          new Area(area.column(), area.row() + row, area.width(), 1), new FindingSpot(first + row));
      if (!fix.isEmpty()) {
        int cells = CellWidth.of(fix);
        canvas.clickable(
            new Area(area.column() + area.width() - 1 - cells, area.row() + row, cells, 1),
            new FixSpot(first + row));
      }
    }
  }

  /** What the key does, in as many cells; empty where it does nothing. */
  private static String fix(Finding finding, int cells) {
    List<Change> fix = finding.fix();
    if (fix == null) {
      return "";
    }
    String all =
        fix.stream()
            .map(change ->
                change.value() == null
                    ? "remove " + change.option()
                    : "set " + change.option() + " " + TomlText.value(change.value()))
            .collect(Collectors.joining(", "));
    return "F " + CellWidth.fit(all, cells);
  }
}
