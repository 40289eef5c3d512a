package dev.lorabake.tui.runs;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.RunSettings;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Takes the recipe of a run for a new one.
 *
 * @param name of the new file, beside the others; one that is there is refused
 */
record CopyRecipe(RunDirectory run, String name) implements Effect {
  /** It was written, and can be edited. */
  record Copied(EditedRecipe recipe) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    Path target = world.workingFolder().resolve(name).normalize();
    RunSettings.copy(run, target, world.preparing());
    tell.accept(new Copied(EditedRecipe.open(target)));
  }
}
