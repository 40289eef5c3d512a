package dev.lorabake.foreign;

import dev.lorabake.recipe.RecipeFormat;
import dev.lorabake.recipe.RecipeParts;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader understood of another tool's file.
 *
 * @param tool the tool and, where the file tells it, its version: {@code kohya_ss GUI 25.2.1}
 * @param files every file that was read, the main one first
 * @param base folder against which relative paths of {@code parts} count
 * @param script the training script, where the source names it and not the family
 * @param accounts one for every key of every file
 * @param additions what the recipe says beyond them
 */
public record Imported(
    RecipeFormat format,
    String tool,
    List<Path> files,
    Path base,
    RecipeParts parts,
    @Nullable String script,
    List<Account> accounts,
    List<Addition> additions) {

  /** How many keys had this fate. */
  public long count(Fate fate) {
    return accounts.stream().filter(account -> account.fate() == fate).count();
  }
}
