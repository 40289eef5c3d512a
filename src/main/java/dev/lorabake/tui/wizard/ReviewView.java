package dev.lorabake.tui.wizard;

import dev.lorabake.preflight.Finding;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import dev.lorabake.tui.setup.FindingMark;
import dev.lorabake.tui.setup.PlanView;
import java.util.ArrayList;
import java.util.List;

/** How the review looks: the answers, what they come to, and what is wrong with that, in full. */
final class ReviewView {
  private static final int PLAN = 3;

  /** Of a tiny terminal the answers may take so much. */
  private static final int ROOM_FOR_ANSWERS = 14;

  private ReviewView() {}

  static void paint(Canvas canvas, Area area, WizardScreen screen, List<WizardView.Row> answered) {
    ReviewRecipe.Reviewed reviewed = screen.reviewed();
    if (reviewed == null) {
      canvas.write(area, 1, 0, screen.waiting() ? "planning …" : "", Ink.DIM);
      return;
    }
    List<WizardView.Row> rows = new ArrayList<>();
    rows.add(new WizardView.Row("file", String.valueOf(reviewed.file().getFileName())));
    if (area.height() >= ROOM_FOR_ANSWERS) {
      rows.addAll(answered);
    }
    int row = WizardView.rows(canvas, area, 0, rows);
    row += area.height() >= ROOM_FOR_ANSWERS ? 1 : 0;
    PlanView.paint(canvas, area.below(row), reviewed.prepared());
    findings(canvas, area.below(row + PLAN).rightOf(1), reviewed.prepared().verdict().findings());
  }

  private static void findings(Canvas canvas, Area area, List<Finding> findings) {
    if (findings.isEmpty()) {
      canvas.write(area, 0, 0, "nothing to mend", Ink.GOOD);
      return;
    }
    int row = 0;
    Area text = area.rightOf(2).left(area.width() - 3);
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      int lines = Paragraph.lines(finding.message(), text.width()).size();
      boolean last = i == findings.size() - 1;
      if (row + lines > area.height() - (last ? 0 : 1) && row > 0) {
        canvas.write(area, 0, row, "… " + (findings.size() - i) + " more", Ink.DIM);
        return;
      }
      canvas.write(area, 0, row, FindingMark.sign(finding.severity()), ink(finding));
      row = Paragraph.paint(canvas, text, row, finding.message(), ink(finding));
    }
  }

  private static Ink ink(Finding finding) {
    return FindingMark.ink(finding.severity());
  }
}
