package dev.lorabake.tui.setup;

import dev.lorabake.recipe.Recipe;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.Prepared;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The recipe under work.
 *
 * @param saved as it lies on the disk
 * @param onDisk what a check of the saved text read, {@code null} before there was one
 * @param checked what the last check was of, {@code null} before the first
 * @param prepared what it said
 * @param unreadable why the text now is no recipe, {@code null} where it is
 * @param checking whether a check goes on
 * @param pending values set since the last check, to be shown at once; empty for one removed
 */
record Work(
    History history,
    EditedRecipe saved,
    @Nullable Recipe onDisk,
    @Nullable EditedRecipe checked,
    @Nullable Prepared prepared,
    @Nullable String unreadable,
    boolean checking,
    Map<Field, Optional<Object>> pending) {

  static Work of(EditedRecipe recipe) {
    return new Work(History.of(recipe), recipe, null, null, null, null, true, Map.of());
  }

  EditedRecipe now() {
    return history.now();
  }

  boolean isSaved() {
    return now().changed().isEmpty();
  }

  /** Whether the findings are of the text as it is. */
  boolean isCurrent() {
    return now() == checked;
  }

  Work edited(Field field, @Nullable Object value, EditedRecipe recipe) {
    Map<Field, Optional<Object>> shown = new LinkedHashMap<>(pending);
    shown.put(field, Optional.ofNullable(value));
    return new Work(
        history.with(recipe), saved, onDisk, checked, prepared, unreadable, checking, shown);
  }

  Work with(History other) {
    return new Work(other, saved, onDisk, checked, prepared, unreadable, checking, Map.of());
  }

  Work begun() {
    return new Work(history, saved, onDisk, checked, prepared, unreadable, true, pending);
  }

  Work checked(EditedRecipe recipe, Prepared what) {
    boolean current = recipe == now();
    boolean asSaved = recipe.changed().isEmpty() && recipe.text().equals(saved.text());
    return new Work(
        history,
        saved,
        asSaved ? what.recipe() : onDisk,
        recipe,
        what,
        null,
        false,
        current ? Map.of() : pending);
  }

  Work unreadable(EditedRecipe recipe, String why) {
    return new Work(history, saved, onDisk, recipe, prepared, why, false, pending);
  }

  /** What lies on the disk is somebody else's now; it can be had by undoing. */
  Work overtaken(EditedRecipe theirs) {
    return new Work(
        history.overtaken(theirs), theirs, null, checked, prepared, unreadable, checking, Map.of());
  }

  /** Saved: what lies on the disk is what is edited, with its history. */
  Work saved(EditedRecipe was, EditedRecipe opened) {
    History kept = history.over(was, opened);
    boolean current = checked == was && now() == was;
    Recipe read = current && prepared != null ? prepared.recipe() : null;
    return new Work(
        kept, opened, read, current ? opened : checked, prepared, unreadable, checking, pending);
  }
}
