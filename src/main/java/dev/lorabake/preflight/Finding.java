package dev.lorabake.preflight;

import dev.lorabake.recipe.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found.
 *
 * @param rule the rule's id in kebab case
 * @param options the options it is about, most important first
 * @param message quotes the value and says the consequence; no full stop
 * @param help what to write instead; no full stop
 * @param at where to look, {@code null} when it stands in no file
 * @param fix what mends it, {@code null} when only the user can know
 * @param safe whether the fix may be applied unasked: it is what the user surely meant
 */
public record Finding(
    String rule,
    Severity severity,
    List<String> options,
    String message,
    String help,
    @Nullable Place at,
    @Nullable List<Change> fix,
    boolean safe) {

  /** The same in other words. */
  public Finding saying(String other) {
    return new Finding(rule, severity, options, other, help, at, fix, safe);
  }
}
