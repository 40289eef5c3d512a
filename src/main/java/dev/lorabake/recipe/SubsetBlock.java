package dev.lorabake.recipe;

import org.jspecify.annotations.Nullable;

/** One {@code [[datasets.subsets]]} block. */
public record SubsetBlock(Settings settings, @Nullable Place place) {}
