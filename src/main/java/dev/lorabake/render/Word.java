package dev.lorabake.render;

/** One word of a command line, which a script language writes in its own way. */
sealed interface Word {
  /** Text as it stands. */
  record Literal(String text) implements Word {}

  /** A file beside the script. */
  record Beside(String name) implements Word {}

  /** A file of the sd-scripts checkout. */
  record InCheckout(String name) implements Word {}
}
