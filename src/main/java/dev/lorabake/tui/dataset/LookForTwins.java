package dev.lorabake.tui.dataset;

import dev.lorabake.dataset.NearDuplicates;
import dev.lorabake.train.DatasetLook;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Compares all pictures of a recipe. */
record LookForTwins(Path file, DatasetLook.Seen seen) implements Effect {
  /** What was found. */
  record Found(Path file, NearDuplicates.Found alike) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    tell.accept(
        new Found(
            file,
            DatasetLook.alike(
                world.preparing().telling(new Progressing(file, tell)), seen.overview())));
  }
}
