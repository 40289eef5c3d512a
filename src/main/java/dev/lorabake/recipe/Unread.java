package dev.lorabake.recipe;

import org.jspecify.annotations.Nullable;

/**
 * A key or table of the file that no part of a recipe takes.
 *
 * @param key dotted from the top of the file
 * @param suggestion the name that was probably meant, {@code null} for none
 */
public record Unread(String key, @Nullable String suggestion, @Nullable Place place) {}
