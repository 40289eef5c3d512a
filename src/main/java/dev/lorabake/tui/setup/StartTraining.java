package dev.lorabake.tui.setup;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts what was set up. */
record StartTraining(Path file, @Nullable String gpu, boolean rehearse) implements Effect {
  /** It runs. */
  record Started(RunDirectory run) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    tell.accept(new Started(world.trainings().start(file, gpu, rehearse)));
  }
}
