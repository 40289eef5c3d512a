package dev.lorabake.tui.setup;

import dev.lorabake.train.EditedRecipe;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the draft that guards what is not saved. One effect at a time works on it, so
 * that an older one never comes after a newer one.
 *
 * @param known whether somebody looked for a draft of an earlier time, which nothing may overwrite
 * @param busy whether an effect works on it
 * @param held what the draft holds, or will when the effect is done; {@code null} for no draft
 */
record DraftState(boolean known, boolean busy, @Nullable EditedRecipe held) {
  static DraftState unknown() {
    return new DraftState(false, true, null);
  }

  static DraftState none() {
    return new DraftState(true, false, null);
  }

  static DraftState holding(EditedRecipe recipe) {
    return new DraftState(true, false, recipe);
  }

  static DraftState becoming(@Nullable EditedRecipe recipe) {
    return new DraftState(true, true, recipe);
  }

  /** The effect is done. */
  DraftState settled() {
    return new DraftState(known, false, held);
  }

  /** Whether the last effect has to be waited for before the recipe is left. */
  boolean isSettling() {
    return known && busy;
  }
}
