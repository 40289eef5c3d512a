package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Another try of a training that ended early: from the last state that verifies, else from the
 * beginning.
 *
 * @param from where it goes on; of a run that itself had gone on from another's weights, and begins
 *     there again, as of that; {@code null} for the beginning
 * @param fresh whether it begins where the ended run had begun
 * @param notes what a person should know, as sentences
 */
public record NextTry(
    Prepared prepared, @Nullable ResumedFrom from, boolean fresh, List<String> notes) {
  public NextTry {
    notes = List.copyOf(notes);
  }

  /** The state that it goes on from; {@code null} where it begins anew. */
  public @Nullable Path state() {
    return fresh || from == null ? null : from.state();
  }

  /**
   * Plans it; starts nothing.
   *
   * @param run has ended
   * @param gpu a card to plan for instead of this machine's
   * @param change what is to be different this time
   * @throws UserError when it can neither go on nor begin anew
   */
  public static NextTry of(
      RunDirectory run, Preparing preparing, @Nullable String gpu, UnaryOperator<Recipe> change)
      throws IOException {
    try {
      Resumption resumption =
          new Resuming(run, preparing, new ResumeWish(List.of(), gpu, false, false, change)).plan();
      return new NextTry(resumption.prepared(), resumption.from(), false, resumption.notes());
    } catch (NothingSaved nothing) {
      RecipeReader.Reading reading = preparing.read(ResumedRecipe.requestOf(run));
      if (reading.recipe().isSet(ResumedRecipe.RESUME)) {
        throw nothing; // it had begun from a state, and that is no more
      }
      Recipe recipe = change.apply(reading.recipe());
      return new NextTry(
          preparing.prepare(new RecipeReader.Reading(recipe, reading.notes()), gpu),
          ResumedFrom.read(run).orElse(null),
          true,
          List.of("no state was saved: it begins anew"));
    }
  }

  /** What the run was asked for, planned as it was. */
  public static Prepared asItWas(RunDirectory run, Preparing preparing, @Nullable String gpu) {
    return preparing.prepare(preparing.read(ResumedRecipe.requestOf(run)), gpu);
  }
}
