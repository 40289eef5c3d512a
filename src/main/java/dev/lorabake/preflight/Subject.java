package dev.lorabake.preflight;

import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Plan;
import dev.lorabake.recipe.Recipe;

/** All that a rule may look at. */
public record Subject(Recipe recipe, Plan plan, Machine machine) {}
