package dev.lorabake.preflight;

import org.jspecify.annotations.Nullable;

/**
 * One part of a fix, as data: set an option, or remove it.
 *
 * @param option upstream's name of the option, or {@code datasets[0].batch_size} and {@code
 *     datasets[0].subsets[1].num_repeats} for the dataset tables, counted from 0
 * @param value the new value in the types of a setting; {@code null} removes the option
 */
public record Change(String option, @Nullable Object value) {}
