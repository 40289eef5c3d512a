package dev.lorabake.foreign;

import dev.lorabake.recipe.Place;
import org.jspecify.annotations.Nullable;

/**
 * One key of another tool's file.
 *
 * @param key dotted from the top of its file, lists counted from 0: {@code
 *     datasets[0].folder_path}; unique within an import
 * @param value as the source has it: text, a number, a truth value, a list of these, or null
 * @param place {@code null} where the format has no lines, such as a model's header
 */
public record SourceKey(String key, @Nullable Object value, @Nullable Place place) {}
