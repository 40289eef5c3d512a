package dev.lorabake.train;

import org.jspecify.annotations.Nullable;

/**
 * A setting in which a resumed run differs from the one before.
 *
 * @param was {@code null} where it was not set
 * @param now {@code null} where it is not set
 */
public record ChangedSetting(String option, @Nullable Object was, @Nullable Object now) {}
