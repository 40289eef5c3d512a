package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Terminal.Input;
import org.jspecify.annotations.Nullable;

/**
 * Makes our inputs of Lanterna's keys. It joins what comes in pieces: a character beyond U+FFFF is
 * two keys for Lanterna, and a pasted text is one a character, with marks around them.
 */
final class Strokes {
  /** Nobody pastes more into a setting; the rest is dropped, as what follows it is no key. */
  private static final int MOST = 100_000;

  private @Nullable StringBuilder pasted;
  private char high;

  /** The input that is complete with this key; {@code null} where none is. */
  @Nullable Input after(KeyStroke stroke) {
    if (stroke instanceof PastePattern.Mark mark) {
      return marked(mark.isBegin());
    }
    if (stroke instanceof MouseAction mouse) {
      return mouse(mouse);
    }
    StringBuilder text = pasted;
    if (text != null) {
      append(text, stroke);
      return null;
    }
    if (stroke.getKeyType() != KeyType.Character) {
      return new Input.Pressed(LanternaKeys.key(stroke));
    }
    return character(stroke);
  }

  private @Nullable Input character(KeyStroke stroke) {
    char unit = stroke.getCharacter();
    char before = high;
    high = Character.isHighSurrogate(unit) ? unit : 0;
    if (Character.isHighSurrogate(unit)) {
      return null;
    }
    if (Character.isLowSurrogate(unit)) {
      boolean pair = before != 0;
      int point = pair ? Character.toCodePoint(before, unit) : 0;
      return pair
          ? new Input.Pressed(new Key(Key.Name.CHARACTER, point, false, false, false))
          : null;
    }
    return new Input.Pressed(LanternaKeys.key(stroke));
  }

  private @Nullable Input marked(boolean begin) {
    StringBuilder text = pasted;
    pasted = begin ? new StringBuilder() : null;
    return begin || text == null ? null : new Input.Pasted(text.toString());
  }

  /** Ends of lines and tabs are keys of their own for Lanterna; other keys are no text. */
  private static void append(StringBuilder text, KeyStroke stroke) {
    if (text.length() >= MOST) {
      return;
    }
    switch (stroke.getKeyType()) {
      case Character -> text.append(stroke.getCharacter().charValue());
      case Enter -> text.append('\n');
      case Tab -> text.append('\t');
      default -> {}
    }
  }

  private static @Nullable Input mouse(MouseAction mouse) {
    return switch (mouse.getActionType()) {
      case CLICK_DOWN ->
          new Input.Clicked(mouse.getPosition().getColumn(), mouse.getPosition().getRow());
      case SCROLL_UP -> new Input.Wheeled(-3);
      case SCROLL_DOWN -> new Input.Wheeled(3);
      case CLICK_RELEASE, DRAG, MOVE -> null;
    };
  }
}
