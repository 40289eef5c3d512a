package dev.lorabake.train;

import dev.lorabake.recipe.Flag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run is to be resumed.
 *
 * @param flags upstream options given beside the run; {@code resume} names a state
 * @param gpu a card to plan for instead of this machine's
 * @param fromWeights begin from weights, where no state was saved
 * @param applyFix take the settings that the diagnosis of the failure names
 */
public record ResumeWish(
    List<Flag> flags, @Nullable String gpu, boolean fromWeights, boolean applyFix) {}
