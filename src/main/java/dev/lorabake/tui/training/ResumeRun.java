package dev.lorabake.tui.training;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.util.function.Consumer;

/** Resumes a run that has ended. */
public record ResumeRun(RunDirectory run) implements Effect {
  /** Another run goes on from it. */
  public record Resumed(RunDirectory run, RunDirectory next) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException, InterruptedException {
    tell.accept(new Resumed(run, world.trainings().resume(run)));
  }
}
