package dev.lorabake.tui.setup;

import dev.lorabake.UserError;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.EditedRecipe;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts what was set up. */
record StartTraining(EditedRecipe recipe, @Nullable String gpu, boolean rehearse)
    implements Effect {
  /** It runs. */
  record Started(RunDirectory run) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    if (!recipe.isAsOnDisk()) {
      throw new UserError(
          recipe.file().getFileName() + " was changed on the disk since it was opened here",
          "leave it with Esc and open it again, to see what would be trained");
    }
    tell.accept(new Started(world.trainings().start(recipe.file(), gpu, rehearse)));
  }
}
