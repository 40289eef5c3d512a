package dev.lorabake.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an option is in one script: its default and its choices (empty: any value). */
public record OptionVariant(@Nullable Object defaultValue, List<String> choices) {}
