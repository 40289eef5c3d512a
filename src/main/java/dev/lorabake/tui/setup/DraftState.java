package dev.lorabake.tui.setup;

import dev.lorabake.train.EditedRecipe;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the draft that guards what is not saved. One effect at a time works on it, so
 * that an older one never comes after a newer one.
 *
 * @param busy whether one does
 * @param held what the draft holds, or will when the effect is done; {@code null} for no draft
 */
record DraftState(boolean busy, @Nullable EditedRecipe held) {
  /** Before somebody looked for a draft of an earlier time, which nothing may overwrite. */
  static DraftState unknown() {
    return new DraftState(true, null);
  }

  static DraftState none() {
    return new DraftState(false, null);
  }

  static DraftState holding(EditedRecipe recipe) {
    return new DraftState(false, recipe);
  }

  static DraftState becoming(@Nullable EditedRecipe recipe) {
    return new DraftState(true, recipe);
  }
}
