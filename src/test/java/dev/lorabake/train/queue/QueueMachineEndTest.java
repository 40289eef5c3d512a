package dev.lorabake.train.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.process.Eventually;
import dev.lorabake.run.Attendant;
import dev.lorabake.run.Policy;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStop;
import dev.lorabake.train.Home;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Preparing;
import dev.lorabake.train.Starting;
import dev.lorabake.train.UpstreamPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A runner whose machine is about to be taken away. */
@Timeout(180)
@EnabledOnOs(value = OS.LINUX, disabledReason = "signals as Linux has them")
class QueueMachineEndTest {
  @TempDir Path top = Path.of("");

  /** Trainings whose policy heeds the machine's end, where there is a grace. */
  private record Graced(QueueBench bench, @Nullable Duration grace) implements Work {
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
      Map<String, String> whole = new LinkedHashMap<>(bench.variables());
      whole.putAll(environment);
      Attendant attendant =
          new Attendant(
              List.of("true"),
              bench.folder,
              new Policy(0, 0, Policy.USUAL_WAIT, grace, null),
              true,
              new Attendant.Start(upstream.checkout(), upstream.python(), true, null, false),
              Set.of(),
              null);
      return new Starting(Home.find(), bench.runs, bench.variables())
          .attendedBy(grace == null ? null : attendant)
          .startAs(runName, prepared, upstream, whole);
    }
  }

  private static CompletableFuture<Void> work(QueueRunner runner) {
    return CompletableFuture.runAsync(() -> {
      try {
        runner.run();
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    });
  }

  private QueueBench bench() throws IOException {
    return new QueueBench(top).with("REHEARSAL_SECONDS_PER_STEP", "0.05");
  }

  private static QueueRunner runner(QueueBench bench, @Nullable Duration grace) {
    return new QueueRunner(
        bench.queue, new Graced(bench, grace), bench.machine, GpuSlots.ONE, Rules.NONE, _ -> {});
  }

  private static void awaitTraining(QueueBench bench, long number) throws Exception {
    Eventually.isTrue("a training", () -> bench.state(number) == EntryState.TRAINING);
  }

  @Test
  void aRunThatHeedsItIsToldAndFollowedToItsEndAndTheNextWaits() throws Exception {
    QueueBench bench = bench();
    List<Long> numbers = bench.add("network_dim=8,12");
    QueueRunner runner = runner(bench, Duration.ofSeconds(60));
    CompletableFuture<Void> working = work(runner);
    awaitTraining(bench, numbers.getFirst());
    runner.machineEnds(false);
    working.get(90, TimeUnit.SECONDS);
    assertTrue(runner.isEnding());
    assertEquals(EntryState.STOPPED, bench.state(numbers.getFirst()));
    assertEquals(EntryState.WAITING, bench.state(numbers.getLast()));
  }

  @Test
  void onesThatDoNotHeedItGoOnWithoutTheRunner() throws Exception {
    QueueBench bench = bench();
    List<Long> numbers = bench.add("network_dim=8,12");
    QueueRunner runner = runner(bench, null);
    CompletableFuture<Void> working = work(runner);
    awaitTraining(bench, numbers.getFirst());
    runner.machineEnds(false);
    assertFalse(runner.isEnding());
    runner.machineEnds(true);
    working.get(90, TimeUnit.SECONDS);
    assertTrue(bench.state(numbers.getFirst()).isRunning());
    assertEquals(EntryState.WAITING, bench.state(numbers.getLast()));
    RunDirectory run = RunDirectory.list(bench.runs).getFirst();
    RunStop.now(run, Duration.ofSeconds(5), bench.machine);
  }
}
