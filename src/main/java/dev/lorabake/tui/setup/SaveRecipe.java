package dev.lorabake.tui.setup;

import dev.lorabake.train.EditedFile;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.util.function.Consumer;

/** Writes the edited files in place of the old ones. */
record SaveRecipe(EditedRecipe recipe) implements Effect {
  /** It lies on the disk; the later one knows that. */
  record Saved(EditedRecipe was, EditedRecipe now) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    recipe.changed().forEach(EditedFile::write);
    tell.accept(new Saved(recipe, recipe.over(recipe)));
  }
}
