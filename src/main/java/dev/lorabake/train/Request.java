package dev.lorabake.train;

import dev.lorabake.recipe.Flag;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants to work on.
 *
 * @param flags upstream options given beside the file
 * @param script the training script, for a config that does not name it
 * @param gpu a card to plan for instead of this machine's
 */
public record Request(Path file, List<Flag> flags, @Nullable String script, @Nullable String gpu) {}
