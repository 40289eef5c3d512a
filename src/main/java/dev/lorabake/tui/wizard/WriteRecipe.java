package dev.lorabake.tui.wizard;

import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.NewFile;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import dev.lorabake.tui.setup.SetUpScreen;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes a new recipe, never over another file. */
record WriteRecipe(Path file, String text, Then then) implements Effect {
  /** What is done with it. */
  enum Then {
    SET_UP,
    TRAIN,
    REHEARSE;

    List<Effect> effects(EditedRecipe recipe, @Nullable String card) {
      return switch (this) {
        case SET_UP -> List.of();
        case TRAIN -> List.of(SetUpScreen.start(recipe, card, false));
        case REHEARSE -> List.of(SetUpScreen.start(recipe, card, true));
      };
    }
  }

  /** It lies on the disk. */
  record Written(EditedRecipe recipe, Then then) implements Msg {}

  /** It could not be written. */
  record NotWritten(String problem) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    NewFile.write(file, text);
    tell.accept(new Written(EditedRecipe.open(file), then));
  }

  @Override
  public Msg failed(String message, String help) {
    return new NotWritten(message + "; " + help);
  }
}
