package dev.lorabake.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code [[datasets]]} block with its subsets. */
public record DatasetBlock(Settings settings, List<SubsetBlock> subsets, @Nullable Place place) {}
