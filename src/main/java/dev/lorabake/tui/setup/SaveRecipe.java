package dev.lorabake.tui.setup;

import dev.lorabake.train.EditedFile;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.NewFile;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.nio.file.Files;
import java.util.function.Consumer;

/** Writes the edited files in place of the old ones. */
record SaveRecipe(EditedRecipe recipe) implements Effect {
  /** It lies on the disk; the later one knows that. */
  record Saved(EditedRecipe was, EditedRecipe now) implements Msg {}

  /** Nothing was written: somebody else changed a file since it was read here. */
  record Overtaken(EditedRecipe recipe, EditedRecipe theirs) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    if (!recipe.isAsRead()) {
      tell.accept(new Overtaken(recipe, recipe.reread()));
      return;
    }
    for (EditedFile file : recipe.changed()) {
      if (Files.exists(file.file())) {
        file.write();
      } else {
        NewFile.write(file.file(), file.after()); // somebody deleted it: it is wanted still
      }
    }
    tell.accept(new Saved(recipe, recipe.over(recipe)));
  }
}
