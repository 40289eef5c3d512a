package dev.lorabake.foreign.command;

import org.jspecify.annotations.Nullable;

/** A part of a word as a script writes it. */
sealed interface Piece {
  /** Text that stands for itself. */
  record Text(String text, boolean quoted) implements Piece {}

  /**
   * The value of a variable.
   *
   * @param written as the script has it: {@code ${NAME:-x}}
   * @param otherwise what counts where it is not set or empty, as it is written there; {@code null}
   *     for nothing
   * @param quoted whether blanks in the value are kept together
   * @param all whether a list gives a word an item
   */
  record Variable(
      String name, String written, @Nullable String otherwise, boolean quoted, boolean all)
      implements Piece {}

  /** What only running the script would tell: the output of a command, a calculation. */
  record Unclear(String written) implements Piece {}
}
