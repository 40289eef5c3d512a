package dev.lorabake.tui.runs;

import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStatus;
import dev.lorabake.train.RunProgress;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks at every run. */
record ListRuns() implements Effect {
  /** What was found. */
  record Found(List<Listed> runs) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException, InterruptedException {
    List<Listed> found = new ArrayList<>();
    for (RunDirectory run : RunDirectory.list(world.runsRoot())) {
      RunProgress[] progress = {RunProgress.start()};
      RunStatus status =
          RunStatus.read(run, world.machine(), entry -> progress[0] = progress[0].after(entry));
      RunProgress whole = progress[0].over(ResumedFrom.readable(run));
      found.add(new Listed(run, run.purpose(), status.state(), whole));
    }
    tell.accept(new Found(found));
  }
}
