package dev.lorabake.train.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.process.Eventually;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runners of a queue in a Java of their own are killed, and started without a terminal. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the run script is a shell script")
class RunnerKilledTest {
  /** How many kills there are at least. */
  private static final int DEATHS = Integer.getInteger("lorabake.queue.deaths", 20);

  @TempDir Path top = Path.of("");

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
    bench.assertEachOnce(numbers, "seed 5, " + kills + " kills");
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
