package dev.lorabake.tui;

/** Something that happened. Screens add kinds of their own. */
public interface Msg {
  /** A key was pressed that no binding of the screen takes. */
  record Typed(Key key) implements Msg {}

  /** A key of a binding was pressed, or its word in the footer clicked. */
  record Chosen(String binding) implements Msg {}

  /** The wheel was turned over a cell; down is positive. */
  record Scrolled(int lines) implements Msg {}

  /** Time went by. */
  record Tick(long nanos) implements Msg {}

  /** The screen is seen again after another one above it was closed. */
  record Returned() implements Msg {}

  /** An effect could not be carried out. */
  record Failed(String message, String help) implements Msg {}
}
