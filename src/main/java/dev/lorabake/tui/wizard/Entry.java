package dev.lorabake.tui.wizard;

import dev.lorabake.tui.CardChoice;
import dev.lorabake.tui.LineEditor;
import java.util.List;

/**
 * What is being answered.
 *
 * @param line what is typed, where something is
 * @param cursor the choice under the cursor, where there are some
 * @param offered paths that what is typed may be the beginning of
 * @param card where a card is chosen
 */
record Entry(LineEditor line, int cursor, List<String> offered, CardChoice card) {
  static Entry of(String text, int cursor) {
    return new Entry(LineEditor.of(text), cursor, List.of(), CardChoice.start());
  }

  Entry typed(LineEditor other) {
    return new Entry(other, cursor, List.of(), card);
  }

  Entry offering(String extended, List<String> paths) {
    return new Entry(LineEditor.of(extended), cursor, paths, card);
  }

  Entry at(int other, int count) {
    return new Entry(line, Math.clamp(other, 0, Math.max(0, count - 1)), offered, card);
  }

  Entry choosing(CardChoice other) {
    return new Entry(line, cursor, offered, other);
  }

  String text() {
    return line.text().strip();
  }
}
