package dev.lorabake.tui.setup;

import dev.lorabake.train.EditedRecipe;
import dev.lorabake.tui.CardChoice;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.LineEditor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keys are for, beside moving about. */
sealed interface Input {
  /** Nothing: keys are commands. */
  record None() implements Input {}

  /**
   * A value is typed.
   *
   * @param before the value that it had; empty for none
   * @param offered paths that it may be the beginning of
   * @param tried the recipe with what is typed, which is checked meanwhile; {@code null} while that
   *     is what it was
   */
  record Typing(
      Field field,
      Optional<Object> before,
      LineEditor line,
      List<String> offered,
      @Nullable EditedRecipe tried)
      implements Input {
    static Typing of(Field field, Optional<Object> before) {
      String text = before.map(TypedValue::shown).orElse("");
      return new Typing(field, before, LineEditor.of(text), List.of(), null);
    }

    Typing at(LineEditor other, List<String> paths, @Nullable EditedRecipe recipe) {
      return new Typing(field, before, other, paths, recipe);
    }
  }

  /** The card to plan for is chosen. */
  record Cards(CardChoice choice) implements Input {}

  /** A value is chosen of a list. */
  record Choosing(Field field, List<String> choices, int index) implements Input {
    Choosing at(int other) {
      return new Choosing(field, choices, Math.clamp(other, 0, Math.max(0, choices.size() - 1)));
    }

    /** At the next one that begins with the letter. */
    Choosing beginning(Key key) {
      for (int i = 1; i <= choices.size(); i++) {
        String choice = choices.get((index + i) % choices.size());
        boolean same =
            key.name() == Key.Name.CHARACTER
                && !choice.isEmpty()
                && Character.toLowerCase(choice.codePointAt(0))
                    == Character.toLowerCase(key.codePoint());
        if (same) {
          return at((index + i) % choices.size());
        }
      }
      return this;
    }
  }

  /** Settings are looked for by a part of their name. */
  record Searching(LineEditor line, List<Field> found, int index) implements Input {}

  /** Leaving would lose what was not saved. */
  record Leaving() implements Input {}

  /** It is left as soon as its draft is gone. */
  record Going() implements Input {}

  /** What was not saved at an earlier time waits to be taken or thrown away. */
  record Drafted(LookForDraft.Found found) implements Input {}
}
