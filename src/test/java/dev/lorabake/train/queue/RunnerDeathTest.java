package dev.lorabake.train.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.UpstreamPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runners die at any moment; each training is started once, in its order, and none is lost. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the run script is a shell script")
class RunnerDeathTest {
  /** How many deaths there are at least. */
  private static final int DEATHS = Integer.getInteger("lorabake.queue.deaths", 20);

  @TempDir Path top = Path.of("");

  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Dies while it starts something, in one of the ways in which that can be left. */
  private static final class DyingWork implements Work {
    private final QueueBench bench;
    private final Random random;
    private final List<Thread> orphans = new ArrayList<>();

    DyingWork(QueueBench bench, Random random) {
      this.bench = bench;
      this.random = random;
    }

    @Override
    public Map<String, String> variables() {
      return bench.variables();
    }

    @Override
    public Preparing preparing(Entry entry) {
      return bench.preparing(entry);
    }

    @Override
    public UpstreamPlace upstream(Entry entry) {
      return bench.upstream(entry);
    }

    @Override
    public RunDirectory start(
        String runName,
        Prepared prepared,
        @Nullable ResumedFrom from,
        UpstreamPlace upstream,
        Map<String, String> environment) {
      return switch (random.nextInt(6)) {
        case 0 -> throw new Death();
        case 1 -> {
          halfMade(bench.runs.resolve(runName));
          throw new Death();
        }
        case 2 -> {
          // the order to the keeper is out, and goes its way without the runner
          orphans.add(
              Thread.ofPlatform()
                  .start(() -> bench.start(runName, prepared, from, upstream, environment)));
          throw new Death();
        }
        case 3 -> {
          bench.start(runName, prepared, from, upstream, environment);
          throw new Death();
        }
        default -> bench.start(runName, prepared, from, upstream, environment);
      };
    }

    private static void halfMade(Path run) {
      try {
        Files.createDirectories(run);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void noTrainingIsLostOrDoubledWhereverTheRunnerDies() throws Exception {
    int deaths = 0;
    for (long seed = 1; deaths < DEATHS; seed++) {
      Random random = new Random(seed);
      QueueBench bench = new QueueBench(Files.createDirectory(top.resolve("seed" + seed)));
      List<Long> numbers = bench.add("network_dim=8,12,16");
      DyingWork work = new DyingWork(bench, random);
      GpuSlots slots = random.nextBoolean() ? GpuSlots.ONE : GpuSlots.of("0,1");
      while (dies(bench, work, slots, 1 + random.nextInt(12))) {
        deaths++;
      }
      for (Thread orphan : work.orphans) {
        orphan.join();
      }
      bench.assertEachOnce(numbers, "seed " + seed);
    }
  }

  @Test
  void aTrainingGoesOnWhereItWasWhereverTheRunnerDies() throws Exception {
    for (int moment = 1; ; moment++) {
      QueueBench bench = new QueueBench(Files.createDirectory(top.resolve("moment" + moment)));
      long number = bench.addWithStates();
      bench.with("REHEARSAL_CRASH_AT_STEP", "75");
      runs(bench, GpuSlots.ONE);
      assertEquals(EntryState.FAILED, bench.state(number));
      bench.with("REHEARSAL_CRASH_AT_STEP", "0");
      bench.actions().retry(number, false);
      boolean died = dies(bench, bench, GpuSlots.ONE, moment);
      runs(bench, GpuSlots.ONE);
      List<Entry.Attempt> attempts = bench.queue.list().find(number).orElseThrow().attempts();
      assertEquals(2, attempts.size(), "moment " + moment);
      assertEquals(EntryState.FINISHED, bench.state(number), "moment " + moment);
      RunDirectory second = RunDirectory.open(bench.runs.resolve(attempts.getLast().run()));
      assertEquals(1, bench.starts(second.name()).size(), "moment " + moment);
      ResumedFrom from = ResumedFrom.read(second).orElseThrow();
      assertEquals(attempts.getFirst().run(), String.valueOf(from.run().getFileName()));
      assertEquals(60, from.step(), "moment " + moment);
      if (!died) {
        assertTrue(moment > 4, "it died before, at and after the start");
        return;
      }
    }
  }

  private static void runs(QueueBench bench, GpuSlots slots) throws Exception {
    new QueueRunner(bench.queue, bench, bench.machine, slots, Rules.NONE, _ -> {}).run();
  }

  private static boolean dies(QueueBench bench, Work work, GpuSlots slots, int moment)
      throws Exception {
    int[] left = {moment};
    QueueRunner runner =
        new QueueRunner(
            bench.queue,
            work,
            bench.machine,
            slots,
            Rules.NONE,
            _ -> {},
            _ -> {
              if (--left[0] == 0) {
                throw new Death();
              }
            });
    try {
      runner.run();
      return false;
    } catch (Death e) {
      return true;
    }
  }

  @Test
  void changesByManyAtOnceAreAllKept() throws Exception {
    QueueBench bench = new QueueBench(top);
    List<Long> numbers = bench.add("network_dim=8,9,10,11,12,13,14,15");
    List<Thread> threads = new ArrayList<>();
    for (long number : numbers) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  bench.actions().move(number, (int) (1 + number % 3));
                  bench.actions().cancel(number);
                } catch (IOException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    QueueFolder.Listing listing = bench.queue.list();
    assertEquals(numbers, listing.entries().stream().map(Entry::number).sorted().toList());
    for (long number : numbers) {
      assertEquals(EntryState.CANCELLED, bench.state(number));
    }
  }
}
