package dev.lorabake.preflight.rules.environment;

import dev.lorabake.preflight.Severity;

/**
 * What is wrong with a machine for any recipe.
 *
 * @param rule the rule that found it
 * @param thing what it is about, such as {@code torch}
 * @param message no full stop; the same for {@code help}
 * @param help what mends it
 */
public record Fault(String rule, Severity severity, String thing, String message, String help) {}
