package dev.lorabake.tui;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import java.util.List;

/** One screen in one state; an immutable value. */
public interface Screen {
  /** Stands in the upper edge. */
  String title();

  /** A few words for the upper edge's right end; empty for none. */
  default String status() {
    return "";
  }

  /** A word to be told in the last rows, in the place of the keys; empty for none. */
  default String word() {
    return "";
  }

  /** What is done when the screen is opened. */
  default List<Effect> opening() {
    return List.of();
  }

  /** What is done when it is left for good, such as to end what {@link #opening} began. */
  default List<Effect> closing() {
    return List.of();
  }

  /** The screen after a message; one that it does not know leaves it as it is. */
  Next update(Msg msg);

  /** Paints it within the frame. */
  void paint(Canvas canvas, Area area);

  /** The keys that it takes, the most important first. */
  List<Offer> offers();

  /** Whether keys are text now, so that letters choose no binding. */
  default boolean isTyping() {
    return false;
  }
}
