package dev.lorabake.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Cell;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.paint.Ink;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A line that is typed, edited as shells have it. */
class LineEditorTest {
  private static Key alt(char letter) {
    return new Key(Key.Name.CHARACTER, letter, false, true, false);
  }

  private static Key ctrl(Key.Name name) {
    return new Key(name, 0, true, false, false);
  }

  /** The text after the keys, the cursor as a bar. */
  private static String after(String text, Key... keys) {
    LineEditor line = LineEditor.of(text);
    for (Key key : keys) {
      line = line.after(key);
    }
    int at = line.text().offsetByCodePoints(0, line.cursor());
    return line.text().substring(0, at) + "|" + line.text().substring(at);
  }

  @Test
  void wordsAreCut() {
    assertEquals("models/old/|", after("models/old/base", Key.ctrl('w')));
    assertEquals("models/|", after("models/old/base", Key.ctrl('w'), Key.ctrl('w')));
    assertEquals("|", after("one", Key.ctrl('w'), Key.ctrl('w')));
    Key altBackspace = new Key(Key.Name.BACKSPACE, 0, false, true, false);
    assertEquals("models/old/|", after("models/old/base", altBackspace));
    assertEquals("|/two", after("one/two", Key.ctrl('a'), alt('d')));
  }

  @Test
  void theCursorGoesByWordsAndToTheEnds() {
    assertEquals("one/|two", after("one/two", ctrl(Key.Name.LEFT)));
    assertEquals("|one/two", after("one/two", alt('b'), alt('b')));
    assertEquals("one|/two", after("one/two", Key.ctrl('a'), ctrl(Key.Name.RIGHT)));
    assertEquals("one/two|", after("one/two", Key.of(Key.Name.HOME), alt('f'), alt('f')));
    assertEquals("o|ne", after("one", Key.ctrl('a'), Key.ctrl('f')));
    assertEquals("on|e", after("one", Key.ctrl('b')));
  }

  @Test
  void otherLettersWithAltAreNoText() {
    assertEquals("one|", after("one", alt('x')));
  }

  @Test
  void charactersOfTwoUnitsAreOne() {
    assertEquals("a|b", after("a\ud83d\udc08b", Key.of(Key.Name.LEFT), Key.of(Key.Name.BACKSPACE)));
  }

  @Test
  void halfACharacterIsNoText() {
    Key half = new Key(Key.Name.CHARACTER, 0xD83D, false, false, false);
    assertEquals("one|", after("one", half));
  }

  @Test
  void theCursorIsSeenBehindWideCharactersToo() {
    Canvas canvas = new Canvas(10, 1, Glyphs.UNICODE);
    TypedLine.paint(canvas, canvas.area(), 0, LineEditor.of("日本語日本語日本語"));
    assertTrue(
        IntStream.range(0, 10)
            .mapToObj(column -> canvas.cell(column, 0))
            .map(Cell::ink)
            .anyMatch(Ink.FOCUS::equals),
        canvas.text());
    assertEquals("語日本語\n", canvas.text());
  }
}
