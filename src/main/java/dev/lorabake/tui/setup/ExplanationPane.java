package dev.lorabake.tui.setup;

import dev.lorabake.preflight.Finding;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.explain.Explanation;
import dev.lorabake.train.explain.Explanations;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the setting under the cursor means, and what is wrong with it. */
final class ExplanationPane {
  /** Cells of a value that its column may have no room for. */
  private static final int LONG = 20;

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
    Optional<Explanation> found = explanation(field, recipe);
    add(lines, Meaning.of(field, recipe.catalog()).replace("`", ""), Ink.TEXT, width);
    for (Finding finding : screen.findings()) {
      if (screen.isAbout(finding, field)) {
        add(lines, finding.message(), FindingMark.ink(finding.severity()), width);
        lines.removeLast();
        add(lines, finding.help(), Ink.TEXT, width);
      }
    }
    Optional<String> value = screen.value(field).map(TypedValue::shown);
    value
        .filter(shown -> CellWidth.of(shown) > LONG)
        .ifPresent(shown -> add(lines, "now: " + shown, Ink.TITLE, width));
    String otherwise = field.otherwise(recipe).map(TypedValue::shown).orElse("none");
    if (!field.isTop()) {
      add(
          lines,
          field.isOfUpstream() ? "upstream's default: " + otherwise : "default: " + otherwise,
          Ink.DIM,
          width);
    }
    LookForTemplate.Found template = screen.template();
    if (template != null && screen.isOwnChoice(field)) {
      String says = template.value(field).map(TypedValue::shown).orElse("nothing");
      add(lines, "◦ the template " + template.name() + " says: " + says, Ink.DIM, width);
    }
    found.ifPresent(explanation -> text(lines, explanation.text(), width));
    return lines;
  }

  /** Of an option its own; of the family and the network that of what is chosen. */
  private static Optional<Explanation> explanation(Field field, Recipe recipe) {
    Explanations all = Explanations.of(recipe.catalog());
    if (field.isTop()) {
      return switch (field.key()) {
        case "family" -> all.find("family " + recipe.family().id());
        case "network" -> field.value(recipe).flatMap(id -> all.find("network " + id));
        default -> Optional.empty();
      };
    }
    return field.table().equals(Field.TRAIN) ? all.find(field.key()) : Optional.empty();
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
