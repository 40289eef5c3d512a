package dev.lorabake.tui.training;

import dev.lorabake.UserError;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStop;
import dev.lorabake.run.StopRequest;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.util.function.Consumer;

/** Ends a run, at once or when the next checkpoint has verified. */
public record StopRun(RunDirectory run, boolean afterCheckpoint) implements Effect {
  /** It was asked to. */
  public record Asked(RunDirectory run, boolean afterCheckpoint) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException, InterruptedException {
    if (!run.isAlive(world.machine().processes())) {
      throw new UserError(run.name() + " is not running", "there is nothing to stop");
    }
    tell.accept(new Asked(run, afterCheckpoint));
    if (afterCheckpoint) {
      StopRequest.write(run, StopRequest.Mode.AFTER_CHECKPOINT, world.machine().clock());
    } else {
      RunStop.now(run, RunStop.GRACE, world.machine());
    }
  }
}
