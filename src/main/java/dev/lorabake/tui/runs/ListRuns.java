package dev.lorabake.tui.runs;

import dev.lorabake.run.Lineage;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.RunRow;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.NextLook;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks at every run.
 *
 * @param known what an earlier look found; none to read each run from its beginning
 */
record ListRuns(List<RunRow> known) implements Effect {
  /**
   * What was found, and when.
   *
   * @param rest the ticks until the next look
   */
  record Found(List<RunRow> runs, Instant at, int rest) implements Msg {
    Found(List<RunRow> runs, Instant at) {
      this(runs, at, NextLook.usual());
    }
  }

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException, InterruptedException {
    long began = world.machine().pacer().nanos();
    List<RunDirectory> all = RunDirectory.list(world.runsRoot());
    Lineage lineage = Lineage.of(all);
    Map<Path, RunRow> before = new HashMap<>();
    known.forEach(row -> before.put(row.run().path(), row));
    List<RunRow> found = new ArrayList<>();
    for (RunDirectory run : all) {
      RunRow row = before.get(run.path());
      found.add(
          row == null
              ? RunRow.of(run, lineage, world.machine())
              : row.again(lineage, world.machine()));
    }
    Duration took = Duration.ofNanos(world.machine().pacer().nanos() - began);
    tell.accept(new Found(found, world.machine().clock().instant(), NextLook.after(took)));
  }
}
