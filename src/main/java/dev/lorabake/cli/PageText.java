package dev.lorabake.cli;

import dev.lorabake.TextLines;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets Markdown for a terminal: paragraphs and lists are filled to a width, headings stand bold,
 * code keeps its lines, and the marks of inline code go away.
 */
final class PageText {
  private static final String INDENT = "  ";

  private final Output output;
  private final int width;
  private final List<String> paragraph = new ArrayList<>();
  private boolean code;

  PageText(Output output, int width) {
    this.output = output;
    this.width = width;
  }

  void print(String markdown) {
    for (String line : markdown.split("\n", -1)) {
      take(line);
    }
    flush();
  }

  private void take(String line) {
    if (line.startsWith("```")) {
      flush();
      code = !code;
    } else if (code) {
      output.line(INDENT + INDENT + line);
    } else if (line.startsWith("#")) {
      flush();
      output.blank();
      output.line(Colour.BOLD, line.replaceFirst("^#+ *", ""), "");
    } else if (line.isBlank()) {
      flush();
    } else {
      if (line.stripLeading().startsWith("- ")) {
        flush();
      }
      paragraph.add(line.strip());
    }
  }

  private void flush() {
    if (!paragraph.isEmpty()) {
      String text = plain(String.join(" ", paragraph));
      filled(INDENT, text.startsWith("- ") ? INDENT + INDENT : INDENT, text);
      paragraph.clear();
    }
  }

  /** Fills a text to the width; a word that is longer than a line gets one of its own. */
  void filled(String first, String further, String text) {
    TextLines.fill(first, further, text, width).forEach(output::line);
  }

  /** A list item with a hanging indent. */
  void item(String text) {
    filled(INDENT + "- ", INDENT + INDENT, plain(text));
  }

  static String plain(String markdown) {
    return markdown.replace("`", "").replace("**", "");
  }
}
