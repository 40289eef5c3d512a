package dev.lorabake.train;

import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Plan;
import dev.lorabake.preflight.Verdict;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/**
 * A recipe with everything that can be said about it before it is trained.
 *
 * @param notes what the reader had to conclude, as sentences
 */
public record Prepared(
    Recipe recipe, List<String> notes, Machine machine, Plan plan, Verdict verdict) {

  /** The same where an hour of the machine costs that much. */
  public Prepared atPrice(double pricePerHour) {
    return new Prepared(recipe, notes, machine.atPrice(pricePerHour), plan, verdict);
  }
}
