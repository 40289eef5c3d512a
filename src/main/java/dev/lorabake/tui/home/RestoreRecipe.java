package dev.lorabake.tui.home;

import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.NewFile;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes a deleted recipe again as it was before its draft, and opens it: it offers the draft. */
record RestoreRecipe(Path file, String text) implements Effect {
  @Override
  public void perform(World world, Consumer<Msg> tell) {
    NewFile.write(file, text);
    tell.accept(new OpenRecipe.Opened(EditedRecipe.open(file)));
  }
}
