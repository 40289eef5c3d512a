package dev.lorabake.train;

import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How a run is to be resumed.
 *
 * @param flags upstream options given beside the run; {@code resume} names a state
 * @param gpu a card to plan for instead of this machine's
 * @param fromWeights begin from weights, where no state was saved
 * @param applyFix take the settings that the diagnosis of the failure names
 * @param change a further change of settings
 */
public record ResumeWish(
    List<Flag> flags,
    @Nullable String gpu,
    boolean fromWeights,
    boolean applyFix,
    UnaryOperator<Recipe> change) {

  /** As above, with the settings as they were. */
  public ResumeWish(List<Flag> flags, @Nullable String gpu, boolean fromWeights, boolean applyFix) {
    this(flags, gpu, fromWeights, applyFix, recipe -> recipe);
  }
}
