package dev.lorabake.tui.home;

import dev.lorabake.train.EditedRecipe;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.util.function.Consumer;

/** Makes a sample project in a new folder, and opens its recipe. */
record MakeDemo() implements Effect {
  /** It is made no more, or not at all. */
  record NotMade(String problem) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    tell.accept(
        new OpenRecipe.Opened(
            EditedRecipe.open(world.trainings().makeDemo(world.workingFolder()))));
  }

  @Override
  public Msg failed(String message, String help) {
    return new NotMade("the demo cannot be made: " + message + "; " + help);
  }
}
