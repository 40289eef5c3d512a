package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.tui.Key;

/** Lanterna's keys as ours. */
final class LanternaKeys {
  private LanternaKeys() {}

  static Key key(KeyStroke stroke) {
    boolean shift = stroke.isShiftDown() || stroke.getKeyType() == KeyType.ReverseTab;
    if (stroke.getKeyType() == KeyType.Character) {
      return new Key(
          Key.Name.CHARACTER,
          stroke.getCharacter(),
          stroke.isCtrlDown(),
          stroke.isAltDown(),
          false);
    }
    return new Key(name(stroke.getKeyType()), 0, stroke.isCtrlDown(), stroke.isAltDown(), shift);
  }

  private static Key.Name name(KeyType type) {
    return switch (type) {
      case Enter -> Key.Name.ENTER;
      case Escape -> Key.Name.ESCAPE;
      case Tab, ReverseTab -> Key.Name.TAB;
      case Backspace -> Key.Name.BACKSPACE;
      case Delete -> Key.Name.DELETE;
      case Insert -> Key.Name.INSERT;
      case ArrowUp -> Key.Name.UP;
      case ArrowDown -> Key.Name.DOWN;
      case ArrowLeft -> Key.Name.LEFT;
      case ArrowRight -> Key.Name.RIGHT;
      case Home -> Key.Name.HOME;
      case End -> Key.Name.END;
      case PageUp -> Key.Name.PAGE_UP;
      case PageDown -> Key.Name.PAGE_DOWN;
      case F1 -> Key.Name.F1;
      default -> Key.Name.OTHER;
    };
  }
}
