package dev.lorabake.tui.home;

import dev.lorabake.train.EditedRecipe;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads a recipe to be edited. */
record OpenRecipe(Path file) implements Effect {
  /** It was read. */
  record Opened(EditedRecipe recipe) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    tell.accept(new Opened(EditedRecipe.open(file)));
  }
}
