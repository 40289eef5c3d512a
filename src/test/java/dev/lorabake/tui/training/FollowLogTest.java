package dev.lorabake.tui.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Drafts;
import dev.lorabake.train.Preparing;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.NoTrainings;
import dev.lorabake.tui.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log on the screen, while it is written. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FollowLogTest {
  @TempDir Path folder = Path.of("");
  private final BlockingQueue<Msg> told = new LinkedBlockingQueue<>();

  private List<String> rows() throws InterruptedException {
    return ((FollowLog.Rows) told.take()).rows();
  }

  @Test
  void theRowsComeAsTheTrainerWritesThemUntilItIsLeft() throws Exception {
    RunDirectory run = RunDirectory.create(folder, "cat", LocalDateTime.of(2026, 11, 23, 18, 40));
    World world =
        new World(
            folder,
            folder,
            Surroundings.system(),
            new Preparing(Catalog.bundled(), folder, (_, _) -> Optional.empty()),
            new NoTrainings(),
            new Drafts(folder.resolve("state")));
    FollowLog.Leave leave = new FollowLog.Leave();
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(() -> {
          try {
            new FollowLog(run, leave).perform(world, told::add);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    Path log = run.file(RunDirectory.TRAINER_LOG);
    Files.writeString(log, "loading\nsteps: 1/9\rsteps: 2/9");
    assertEquals(List.of("loading", "steps: 2/9"), rows());
    Files.writeString(log, "\rsteps: 3/9\nsaved\n", StandardOpenOption.APPEND);
    assertEquals(List.of("loading", "steps: 3/9", "saved"), rows());
    leave.perform(world, told::add);
    reading.get();
    assertEquals(0, told.size(), "nothing is told where nothing was written");
  }
}
