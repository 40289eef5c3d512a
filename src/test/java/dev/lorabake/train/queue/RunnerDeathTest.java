package dev.lorabake.train.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.process.Eventually;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.UpstreamPlace;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
      assertEachOnce(bench, numbers, "seed " + seed);
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

  private static void assertEachOnce(QueueBench bench, List<Long> numbers, String seed)
      throws Exception {
    List<Entry> entries = bench.queue.list().entries();
    assertEquals(numbers, entries.stream().map(Entry::number).toList(), seed);
    Instant before = Instant.EPOCH;
    for (Entry entry : entries) {
      assertEquals(
          EntryState.FINISHED, bench.state(entry.number()), seed + " entry " + entry.number());
      assertEquals(1, entry.attempts().size(), seed + " entry " + entry.number());
      Entry.Attempt attempt = entry.attempts().getLast();
      assertTrue(attempt.started(), seed + " entry " + entry.number());
      assertEquals(1, bench.starts(attempt.run()).size(), seed + " entry " + entry.number());
      assertTrue(attempt.at().isAfter(before), seed + ": out of order");
      before = attempt.at();
    }
    assertEquals(numbers.size(), RunDirectory.list(bench.runs).size(), seed);
  }

  @Test
  void killedRunnersLeaveNoTrainingOutAndStartNoneTwice() throws Exception {
    QueueBench bench = new QueueBench(top);
    List<Long> numbers = bench.add("network_dim=8,10,12,14,16");
    Random random = new Random(5);
    int kills = 0;
    Process runner = runner(bench);
    while (!runner.waitFor(100 + random.nextInt(2000), TimeUnit.MILLISECONDS)) {
      runner.destroyForcibly().waitFor();
      kills++;
      Eventually.isTrue("the lock is free", () -> !bench.queue.isRunning());
      runner = kills < DEATHS ? runner(bench) : finish(bench);
    }
    assertEquals(0, runner.exitValue(), said());
    assertEachOnce(bench, numbers, "seed 5, " + kills + " kills");
    assertTrue(kills >= DEATHS / 2, () -> "too few kills; " + said());
  }

  @Test
  void aDetachedRunnerIsTheOnlyOneUntilNothingWaits() throws Exception {
    QueueBench bench = new QueueBench(top);
    List<Long> numbers = bench.add("network_dim=8,12");
    Process starter = runner(bench, "--detach");
    assertEquals(0, starter.waitFor(), said());
    Eventually.isTrue("the start", () -> bench.state(numbers.getFirst()).isRunning());
    bench.queue.pause();
    Eventually.isTrue("its end", () -> bench.state(numbers.getFirst()) == EntryState.FINISHED);
    assertEquals(2, runner(bench).waitFor(), "a second one is refused: " + said());
    assertTrue(bench.queue.isRunning(), "it waits for the pause to end");
    assertEquals(EntryState.WAITING, bench.state(numbers.getLast()));
    bench.actions().cancel(numbers.getLast());
    Eventually.isTrue("nothing waits", () -> !bench.queue.isRunning());
    String log = Files.readString(bench.queue.file(QueueFolder.RUNNER_LOG));
    assertTrue(log.contains("1  sks-shape-network_dim8: finished"), log);
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

  private Process finish(QueueBench bench) throws Exception {
    Process last = runner(bench);
    last.waitFor();
    return last;
  }

  private String said() {
    try {
      return Files.readString(top.resolve("runner.out"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Process runner(QueueBench bench, String... words) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dlorabake.home=" + dev.lorabake.train.Home.find().folder(),
            "-cp",
            classPath(),
            "dev.lorabake.cli.Main",
            "queue",
            "run",
            "--runs-dir",
            bench.runs.toString());
    builder.command().addAll(List.of(words));
    builder.environment().put("REHEARSAL_SECONDS_PER_STEP", "0.05");
    builder.environment().put("XDG_CACHE_HOME", top.resolve("cache").toString());
    builder.environment().put("XDG_CONFIG_HOME", top.resolve("config").toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(top.resolve("runner.out").toFile()))
        .start();
  }

  /** Some launchers of tests keep the class path to themselves. */
  private static String classPath() {
    if (Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader) {
      List<String> paths = new ArrayList<>();
      for (URL url : loader.getURLs()) {
        paths.add(Path.of(url.getPath()).toString());
      }
      return String.join(File.pathSeparator, paths);
    }
    return System.getProperty("java.class.path");
  }
}
