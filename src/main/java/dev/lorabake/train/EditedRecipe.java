package dev.lorabake.train;

import dev.lorabake.preflight.Change;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SettingsText;
import dev.lorabake.recipe.TomlEdit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recipe's settings files while somebody edits them, in memory. A value: each change makes
 * another one, so that it can be undone.
 */
public final class EditedRecipe {
  private final Path file;
  private final EditedFiles files;

  private EditedRecipe(Path file, EditedFiles files) {
    this.file = file;
    this.files = files;
  }

  /**
   * Opens a file for editing.
   *
   * @throws dev.lorabake.UserError when it cannot be read
   */
  public static EditedRecipe open(Path file) {
    EditedFiles files = new EditedFiles();
    files.of(file);
    return new EditedRecipe(file, files);
  }

  public Path file() {
    return file;
  }

  /** The recipe's text as it is now. */
  public String text() {
    return files.of(file);
  }

  /** For a check of what is being edited. */
  public SettingsText texts() {
    return files.copy();
  }

  /** The files that differ from the disk. */
  public List<EditedFile> changed() {
    return files.changed();
  }

  /** Whether every file, as far as it is there, still says what it said when it was read. */
  public boolean isAsRead() {
    return files.isAsRead();
  }

  /** Whether all of it lies on the disk as it is here. */
  public boolean isAsOnDisk() {
    return changed().isEmpty() && files.isAsRead();
  }

  /** The same files as they lie on the disk now; one that is gone as it was. */
  public EditedRecipe reread() {
    return new EditedRecipe(file, files.reread());
  }

  /** The same with other texts in the place of these files'. */
  public EditedRecipe with(Map<Path, String> texts) {
    EditedFiles changed = files.copy();
    texts.forEach(changed::put);
    return new EditedRecipe(file, changed);
  }

  /** The same, to be written over another one that was saved meanwhile. */
  public EditedRecipe over(EditedRecipe saved) {
    return new EditedRecipe(file, files.over(saved.files));
  }

  /**
   * What a change came to.
   *
   * @param problem why it could not be made, {@code null} where it was
   */
  public record Changed(EditedRecipe recipe, @Nullable String problem) {}

  /**
   * Makes all changes or none.
   *
   * @param recipe as it was read from these files
   */
  public Changed with(List<Change> changes, Recipe recipe) {
    EditedFiles changed = files.copy();
    String problem = changed.apply(changes, recipe);
    return new Changed(problem == null ? new EditedRecipe(file, changed) : this, problem);
  }

  /** Sets one of the keys at the top of a recipe: {@code name family network}. */
  public Changed withTop(String key, @Nullable Object value) {
    TomlEdit edit = new TomlEdit(text());
    boolean done = value == null ? edit.remove("", key) : edit.set("", key, value);
    if (!done) {
      return new Changed(this, key + " stands where only you can change it");
    }
    EditedFiles changed = files.copy();
    changed.put(file, edit.text());
    return new Changed(new EditedRecipe(file, changed), null);
  }

  /**
   * Adds tables at the ends of their arrays, all or none.
   *
   * @param tables by the names that they will have: {@code datasets[1].subsets[0]}, {@code
   *     sample[2]}; in this order, each with at least one value
   * @param recipe as it was read from these files
   */
  public Changed adding(Map<String, Map<String, Object>> tables, Recipe recipe) {
    EditedFiles changed = files.copy();
    for (Map.Entry<String, Map<String, Object>> table : tables.entrySet()) {
      String problem = changed.add(table.getKey(), table.getValue(), recipe);
      if (problem != null) {
        return new Changed(this, problem);
      }
    }
    return new Changed(new EditedRecipe(file, changed), null);
  }

  /** Takes a table out of an array, with those below it. */
  public Changed removing(String table, Recipe recipe) {
    EditedFiles changed = files.copy();
    String problem = changed.remove(table, recipe);
    return new Changed(problem == null ? new EditedRecipe(file, changed) : this, problem);
  }
}
