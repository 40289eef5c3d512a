package dev.lorabake;

import java.util.ArrayList;
import java.util.List;

/** Fills text into lines. */
public final class TextLines {
  private TextLines() {}

  /**
   * The words of a text in lines of a width; a word that is longer than a line gets one of its own.
   *
   * @param first what the first line begins with
   * @param further what every other line begins with
   */
  public static List<String> fill(String first, String further, String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : text.strip().split("\\s+", -1)) {
      if (!empty && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(further);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
