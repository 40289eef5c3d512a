package dev.lorabake.tui.paint;

/**
 * What a text is, from which the palette makes a colour. Colour never carries a meaning alone: a
 * sign or a word stands beside it.
 */
public enum Ink {
  TEXT,
  /** Less important than text. */
  DIM,
  TITLE,
  FRAME,
  GOOD,
  WARNING,
  ERROR,
  /** Something that goes on: a running training, a filled bar. */
  ACTIVE,
  /** A key that may be pressed, in the footer. */
  KEY,
  /** The item under the cursor. */
  FOCUS,
  /** A second line in a chart. */
  SECOND
}
