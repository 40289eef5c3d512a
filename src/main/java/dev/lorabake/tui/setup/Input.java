package dev.lorabake.tui.setup;

import dev.lorabake.tui.CardChoice;
import dev.lorabake.tui.LineEditor;
import java.util.List;

/** What keys are for, beside moving about. */
sealed interface Input {
  /** Nothing: keys are commands. */
  record None() implements Input {}

  /**
   * A value is typed.
   *
   * @param offered paths that it may be the beginning of
   */
  record Typing(Field field, LineEditor line, List<String> offered) implements Input {}

  /** The card to plan for is chosen. */
  record Cards(CardChoice choice) implements Input {}

  /** A value is chosen of a list. */
  record Choosing(Field field, List<String> choices, int index) implements Input {}

  /** Settings are looked for by a part of their name. */
  record Searching(LineEditor line, List<Field> found, int index) implements Input {}

  /** Leaving would lose what was not saved. */
  record Leaving() implements Input {}

  /** It is left as soon as its draft is gone. */
  record Going() implements Input {}

  /** What was not saved at an earlier time waits to be taken or thrown away. */
  record Drafted(LookForDraft.Found found) implements Input {}
}
