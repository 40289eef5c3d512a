package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.Eventually;
import dev.lorabake.run.Following;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A grid of two ranks through the queue, with the real sd-scripts. */
@Tag("upstream")
@EnabledIfEnvironmentVariable(
    named = "LORABAKE_SD_SCRIPTS",
    matches = ".+",
    disabledReason = "LORABAKE_SD_SCRIPTS names no checkout of sd-scripts")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the Python is wrapped by a shell script")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class QueueLiveTest {

  @TempDir Path folder = Path.of("");

  @Test
  void trainsTwoRanksAndComparesThem() throws IOException {
    TinyModel tiny = TinyModel.in(folder);
    String[] add = {
      "queue", "add", "kept/selftest.toml", "--vary", "network_dim=4,8", "--output_name", "grid"
    };
    Session.Result added = tiny.run(add);
    assertEquals(ExitCode.FINE, added.code(), added.out() + added.err());
    Session.Result queue = tiny.run("queue", "run");
    assertEquals(ExitCode.FINE, queue.code(), queue.out() + queue.err());
    List<JsonObject> rows = compare(tiny);
    assertEquals(
        List.of("finished 10", "finished 10"),
        rows.stream().map(row -> row.text("state") + " " + row.whole("step")).toList());
    long small = rows.getFirst().whole("file_bytes");
    long large = rows.getLast().whole("file_bytes");
    assertTrue(large > 1.5 * small && large < 2.5 * small, small + " and " + large + " bytes");
    assertTrue(rows.stream().allMatch(row -> row.number("loss") > 0), queue.out());
    assertTrue(Files.exists(folder.resolve("kept/output/grid-network_dim4.safetensors")));

    Session.Result again = tiny.run(add);
    assertEquals(ExitCode.FINE, again.code(), "done already, and no error: " + again.out());
    Session.Result nothing = tiny.run("queue", "run");
    assertEquals(2, nothing.out().lines().filter(line -> line.contains("skipped")).count());

    String[] other =
        Stream.concat(Stream.of(add), Stream.of("--learning_rate", "1e-5")).toArray(String[]::new);
    Session.Result over = tiny.run(other);
    assertFalse(over.code() == ExitCode.FINE, "it would write over the first: " + over.out());
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "queue.txt"), tiny.run("queue", "compare", "1").out());
  }

  @Test
  void goesOnByItselfFromTheLastStateOfATrainingThatWasKilled() throws Exception {
    TinyModel tiny = TinyModel.in(folder);
    Session.Result added =
        tiny.run(
            "queue",
            "add",
            "kept/selftest.toml",
            "--output_name=killed",
            "--max_train_epochs=20",
            "--save_every_n_steps=25",
            "--save_state",
            "--retry-crash=1",
            "--retry-wait=0");
    assertEquals(ExitCode.FINE, added.code(), added.out() + added.err());
    CompletableFuture<Session.Result> runner =
        CompletableFuture.supplyAsync(() -> tiny.run("queue", "run"));
    RunDirectory first = firstRun(runner);
    new Following(
            first,
            Surroundings.system(),
            entry -> {
              if (ResumeLiveTest.isVerifiedState(entry)) {
                ResumeLiveTest.kill(first);
              }
            },
            () -> {})
        .toTheEnd();
    Session.Result run = runner.get();
    assertEquals(ExitCode.FINE, run.code(), run.out() + run.err());
    assertTrue(run.out().contains("waits again: it crashed: it goes on"), run.out());
    RunDirectory second = RunDirectory.list(folder.resolve("runs")).getFirst();
    ResumedFrom from = ResumedFrom.read(second).orElseThrow();
    assertEquals(first.path(), from.run());
    assertEquals(0, from.step() % 25, "a state of a step");
    assertEquals(from.total() - from.step(), ResumeLiveTest.steps(second));
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "queue-killed.txt"), run.out() + tiny.run("runs").out());
  }

  private RunDirectory firstRun(CompletableFuture<Session.Result> runner) throws Exception {
    boolean started = false;
    for (int tries = 0; tries < 12 && !started; tries++) { // a busy machine takes its time
      started = comesSoon();
    }
    assertTrue(started, () -> runner.isDone() ? runner.join().out() : "nothing was started");
    return RunDirectory.list(folder.resolve("runs")).getFirst();
  }

  private boolean comesSoon() throws Exception {
    try {
      Eventually.isTrue("the start", this::isStarted);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  private boolean isStarted() throws IOException {
    List<RunDirectory> runs = RunDirectory.list(folder.resolve("runs"));
    return !runs.isEmpty() && runs.getFirst().wasStarted();
  }

  private List<JsonObject> compare(TinyModel tiny) {
    String rows = tiny.run("queue", "compare", "1", "--json").out();
    return Json.object("{\"rows\":" + rows + "}", "compare").objects("rows");
  }
}
