package dev.lorabake.tui.home;

import dev.lorabake.run.Lineage;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.RunRow;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks for trainings that go on now. */
record LookForTrainings() implements Effect {
  /** Those, the latest first. */
  record Found(List<Row> rows) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    List<RunDirectory> all = RunDirectory.list(world.runsRoot());
    Lineage lineage = Lineage.of(all);
    for (RunDirectory run : all) {
      if (run.exit().isPresent()) {
        continue; // it is over, and its journal may be long
      }
      RunRow row = RunRow.of(run, lineage, world.machine());
      if (row.status().outcome() == null) {
        rows.add(new Row.Running(row));
      }
    }
    tell.accept(new Found(List.copyOf(rows)));
  }
}
