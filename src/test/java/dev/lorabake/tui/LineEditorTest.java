package dev.lorabake.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A line as it is typed. */
class LineEditorTest {
  private static LineEditor typed(LineEditor line, String text) {
    LineEditor now = line;
    for (char unit : text.toCharArray()) {
      now = now.after(Key.of(unit)); // as a terminal's keys come, a unit each
    }
    return now;
  }

  @Test
  void aSignBeyondTheBasicPlaneIsOneWhereverItIsTyped() {
    LineEditor line = typed(LineEditor.of(""), "a\uD83D\uDC31b");
    assertEquals(new LineEditor("a\uD83D\uDC31b", 3), line);
    line = line.after(Key.of(Key.Name.LEFT)).after(Key.of(Key.Name.BACKSPACE));
    assertEquals(new LineEditor("ab", 1), line);
    assertEquals(
        new LineEditor("a\uD83D\uDC31\uD83D\uDC31b", 3), typed(line, "\uD83D\uDC31\uD83D\uDC31"));
  }

  @Test
  void theEndsAreReachedAndCutTo() {
    LineEditor line = typed(LineEditor.of("model"), "s").after(Key.ctrl('a'));
    assertEquals(new LineEditor("models", 0), line);
    assertEquals(new LineEditor("", 0), line.after(Key.ctrl('k')));
    assertEquals(new LineEditor("", 0), line.after(Key.ctrl('e')).after(Key.ctrl('u')));
  }
}
