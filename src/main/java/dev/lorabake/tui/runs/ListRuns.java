package dev.lorabake.tui.runs;

import dev.lorabake.run.Lineage;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.RunRow;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks at every run. */
record ListRuns() implements Effect {
  /** What was found, and when. */
  record Found(List<RunRow> runs, Instant at) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException, InterruptedException {
    List<RunDirectory> all = RunDirectory.list(world.runsRoot());
    Lineage lineage = Lineage.of(all);
    List<RunRow> found = new ArrayList<>();
    for (RunDirectory run : all) {
      found.add(RunRow.of(run, lineage, world.machine()));
    }
    tell.accept(new Found(found, world.machine().clock().instant()));
  }
}
