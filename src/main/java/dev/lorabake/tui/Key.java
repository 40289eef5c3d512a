package dev.lorabake.tui;

import java.util.Locale;

/**
 * One key press.
 *
 * @param codePoint of a {@link Name#CHARACTER}, 0 for the others
 */
public record Key(Name name, int codePoint, boolean ctrl, boolean alt, boolean shift) {
  /** Which key. */
  public enum Name {
    CHARACTER,
    ENTER,
    ESCAPE,
    TAB,
    BACKSPACE,
    DELETE,
    INSERT,
    UP,
    DOWN,
    LEFT,
    RIGHT,
    HOME,
    END,
    PAGE_UP,
    PAGE_DOWN,
    F1,
    OTHER
  }

  /** A character without modifiers. */
  public static Key of(char character) {
    return new Key(Name.CHARACTER, character, false, false, false);
  }

  public static Key of(Name name) {
    return new Key(name, 0, false, false, false);
  }

  /** A letter with Ctrl. */
  public static Key ctrl(char letter) {
    return new Key(Name.CHARACTER, letter, true, false, false);
  }

  public static Key shift(Name name) {
    return new Key(name, 0, false, false, true);
  }

  /** As the footer and the help page spell it: {@code ^S}, {@code Enter}, {@code ↑}, {@code q}. */
  public String shown() {
    String plain =
        switch (name) {
          case CHARACTER -> codePoint == ' ' ? "Space" : Character.toString(codePoint);
          case UP -> "↑";
          case DOWN -> "↓";
          case LEFT -> "←";
          case RIGHT -> "→";
          case PAGE_UP -> "PgUp";
          case PAGE_DOWN -> "PgDn";
          case ESCAPE -> "Esc";
          case ENTER, TAB, BACKSPACE, DELETE, INSERT, HOME, END, F1, OTHER ->
              name.name().charAt(0) + name.name().substring(1).toLowerCase(Locale.ROOT);
        };
    return (ctrl ? "^" : "")
        + (alt ? "Alt+" : "")
        + (shift ? "Shift+" : "")
        + (ctrl ? plain.toUpperCase(Locale.ROOT) : plain);
  }
}
