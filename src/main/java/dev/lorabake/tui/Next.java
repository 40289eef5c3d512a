package dev.lorabake.tui;

import java.util.List;

/**
 * What a screen becomes after a message.
 *
 * @param effects to be carried out, in any order
 */
public record Next(Move move, List<Effect> effects) {
  /** Where to go. */
  public sealed interface Move {
    /** On with this state of the screen. */
    record Stay(Screen screen) implements Move {}

    /** To another screen above this one, which stays below. */
    record Open(Screen below, Screen screen) implements Move {}

    /** To another screen in the place of this one. */
    record Replace(Screen screen) implements Move {}

    /** Back to the screen below, or out. */
    record Close() implements Move {}

    /** Out, whatever lies below. */
    record Quit() implements Move {}
  }

  public static Next stay(Screen screen, Effect... effects) {
    return new Next(new Move.Stay(screen), List.of(effects));
  }

  public static Next open(Screen below, Screen screen, Effect... effects) {
    return new Next(new Move.Open(below, screen), List.of(effects));
  }

  public static Next replace(Screen screen) {
    return new Next(new Move.Replace(screen), List.of());
  }

  public static Next close() {
    return new Next(new Move.Close(), List.of());
  }

  public static Next quit() {
    return new Next(new Move.Quit(), List.of());
  }
}
