package dev.lorabake.tui.setup;

import dev.lorabake.preflight.Finding;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SampleKeys;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.explain.Explanation;
import dev.lorabake.train.explain.Explanations;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the setting under the cursor means, and what is wrong with it. */
final class ExplanationPane {
  private ExplanationPane() {}

  private record Line(String text, Ink ink) {}

  static void paint(Canvas canvas, Area area, SetUpScreen screen) {
    Prepared prepared = screen.work().prepared();
    Optional<Field> focused = screen.focused();
    if (focused.isEmpty() || prepared == null) {
      return;
    }
    canvas.write(area, 0, 0, focused.get().key(), Ink.TITLE);
    List<Line> lines = lines(focused.get(), prepared, screen, area.width());
    Area text = area.below(1);
    int first = Math.clamp(screen.form().scroll(), 0, Math.max(0, lines.size() - text.height()));
    for (int row = 0; row < text.height() && first + row < lines.size(); row++) {
      Line line = lines.get(first + row);
      canvas.write(text, 0, row, line.text(), line.ink());
    }
    if (lines.size() > text.height()) {
      boolean end = first + text.height() >= lines.size();
      canvas.writeRight(area, 0, end ? "[" : first == 0 ? "]" : "[ ]", Ink.KEY);
    }
  }

  private static List<Line> lines(Field field, Prepared prepared, SetUpScreen screen, int width) {
    List<Line> lines = new ArrayList<>();
    Recipe recipe = prepared.recipe();
    Optional<Explanation> found =
        field.table().equals(Field.TRAIN)
            ? Explanations.of(recipe.catalog()).find(field.key())
            : Optional.empty();
    String what =
        found
            .map(Explanation::what)
            .or(() -> field.datasetKey(recipe.catalog()).map(key -> key.help()))
            .or(() -> ofSample(field))
            .orElse("");
    add(lines, what.replace("`", ""), Ink.TEXT, width);
    String value = field.otherwise(recipe).map(TypedValue::shown).orElse("none");
    add(lines, "upstream's default: " + value, Ink.DIM, width);
    for (Finding finding : screen.findings()) {
      if (screen.isAbout(finding, field)) {
        add(lines, finding.message(), FindingMark.ink(finding.severity()), width);
        lines.removeLast();
        add(lines, finding.help(), Ink.TEXT, width);
      }
    }
    found.ifPresent(explanation -> text(lines, explanation.text(), width));
    return lines;
  }

  private static Optional<String> ofSample(Field field) {
    return field.isSample()
        ? Optional.ofNullable(SampleKeys.promptFlags().get(field.key()))
            .map(flag -> "Of a control image: --" + flag + " in a line of upstream's prompt file")
            .or(() -> Optional.of("What the control image shows"))
        : Optional.empty();
  }

  /** A paragraph, and an empty line behind it. */
  private static void add(List<Line> lines, String text, Ink ink, int width) {
    Paragraph.lines(text, width).forEach(line -> lines.add(new Line(line, ink)));
    lines.add(new Line("", ink));
  }

  /** Markdown as plain paragraphs. */
  private static void text(List<Line> lines, String markdown, int width) {
    StringBuilder paragraph = new StringBuilder();
    for (String line : (markdown + "\n\n").lines().toList()) {
      boolean item = line.startsWith("- ") || line.startsWith("|");
      if ((line.isBlank() || item) && !paragraph.isEmpty()) {
        add(lines, paragraph.toString(), Ink.TEXT, width);
        paragraph.setLength(0);
      }
      if (!line.isBlank() && !line.startsWith("#")) {
        paragraph.append(line.replace("`", "").replace("**", "")).append(' ');
      }
    }
  }
}
