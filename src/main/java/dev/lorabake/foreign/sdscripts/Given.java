package dev.lorabake.foreign.sdscripts;

import dev.lorabake.recipe.Place;
import org.jspecify.annotations.Nullable;

/**
 * An option that a source gives.
 *
 * @param key as the ledger has it
 * @param name of the option, whether there is one or not
 * @param raw as the source has it, of the types of a setting
 */
public record Given(String key, String name, Object raw, @Nullable Place place) {}
