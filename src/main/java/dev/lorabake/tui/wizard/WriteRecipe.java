package dev.lorabake.tui.wizard;

import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.NewFile;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes a new recipe, never over another file. */
record WriteRecipe(Path file, String text) implements Effect {
  /** It lies on the disk. */
  record Written(EditedRecipe recipe) implements Msg {}

  /** It could not be written. */
  record NotWritten(String problem) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    NewFile.write(file, text);
    tell.accept(new Written(EditedRecipe.open(file)));
  }

  @Override
  public Msg failed(String message, String help) {
    return new NotWritten(message + "; " + help);
  }
}
