package dev.lorabake.tui.wizard;

import dev.lorabake.train.FoundModel;
import dev.lorabake.train.ModelFinder;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.util.List;
import java.util.function.Consumer;

/** Looks for model files in the usual folders. */
record LookForModels() implements Effect {
  /** Those that there are. */
  record Found(List<FoundModel> models) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    tell.accept(new Found(new ModelFinder(world.workingFolder(), world.homeFolder()).find()));
  }

  @Override
  public Msg failed(String message, String help) {
    return new Found(List.of()); // paths can still be typed
  }
}
