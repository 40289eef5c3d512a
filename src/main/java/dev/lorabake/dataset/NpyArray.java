package dev.lorabake.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One array of a cache file by its header.
 *
 * @param shape its sizes, outermost first; empty for a single value
 * @param value of a single truth value (0 or 1) or 32-bit float, {@code null} for any other array
 */
public record NpyArray(List<Integer> shape, @Nullable Double value) {}
