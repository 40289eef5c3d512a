package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.ProcessStatus;
import dev.lorabake.run.Following;
import dev.lorabake.run.JournalReader;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStatus;
import dev.lorabake.run.Surroundings;
import dev.lorabake.run.Verdict;
import dev.lorabake.train.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings by the real sd-scripts that are killed or stopped, resumed, and compared with the plan
 * and with the same training left alone.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(
    named = "LORABAKE_SD_SCRIPTS",
    matches = ".+",
    disabledReason = "LORABAKE_SD_SCRIPTS names no checkout of sd-scripts")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the Python is wrapped by a shell script")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ResumeLiveTest {
  private static final double EXACTLY = 1e-12;

  @TempDir Path folder = Path.of("");

  private @Nullable TinyModel tiny;

  @BeforeEach
  void makeTheTinyModel() throws IOException {
    tiny = TinyModel.in(folder);
  }

  private Session.Result run(String... words) {
    return Objects.requireNonNull(tiny).run(words);
  }

  private Session.Result train(String name, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "train",
                "kept/selftest.toml",
                "--output_dir=real",
                "--output_name=" + name,
                "--max_train_epochs=5",
                "--lr_scheduler=cosine",
                "--save_state",
                "--logging_dir=logs/" + name));
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  private RunDirectory latest() throws IOException {
    return RunDirectory.list(folder.resolve("runs")).getFirst();
  }

  /** Ends every process of the run at once, as the kernel does when memory is short. */
  static void kill(RunDirectory run) {
    try {
      for (ProcessStatus process : RunStatus.processes(run, Surroundings.system())) {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isVerifiedState(JournalEntry entry) {
    return entry.event() instanceof Checkpoint checkpoint
        && checkpoint.kind() == CheckpointKind.STATE
        && checkpoint.stage() == CheckpointStage.VERIFIED;
  }

  /** The learning rate at each step that a run made. */
  private static Map<Long, Double> rates(RunDirectory run) throws IOException {
    Map<Long, Double> rates = new TreeMap<>();
    for (JournalEntry entry : new JournalReader(run).next()) {
      if (entry.event() instanceof RunEvent.Step step && step.lr() != null) {
        rates.put(step.step(), step.lr());
      }
    }
    return rates;
  }

  private static List<Long> epochs(RunDirectory run) throws IOException {
    return new JournalReader(run)
        .next().stream()
            .map(JournalEntry::event)
            .filter(RunEvent.Epoch.class::isInstance)
            .map(event -> ((RunEvent.Epoch) event).epoch())
            .toList();
  }

  static long steps(RunDirectory run) throws IOException {
    return new JournalReader(run)
        .next().stream().filter(entry -> entry.event() instanceof RunEvent.Step).count();
  }

  /** What lies in the output folder, with the time of its last change. */
  private Map<String, String> output() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder.resolve("real"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.resolve("real").relativize(file).toString();
        if (!name.endsWith(".lock")) {
          files.put(name, Files.getLastModifiedTime(file) + " " + Files.size(file));
        }
      }
    }
    return files;
  }

  private void sameAsPromised(JsonObject promise, RunDirectory resumed, Map<String, String> before)
      throws IOException {
    assertEquals(promise.whole("updates"), steps(resumed));
    assertEquals(promise.whole("total"), promise.whole("step") + steps(resumed));
    Map<String, String> after = output();
    for (String file : promise.texts("files")) {
      assertTrue(after.containsKey(file), file + " in " + after.keySet());
      assertFalse(before.containsKey(file), file);
    }
    for (String state : promise.texts("states")) {
      assertTrue(after.containsKey(state + "/train_state.json"), state);
    }
    before.forEach((file, stamp) -> assertEquals(stamp, after.get(file), file));
    assertEquals(
        before.size()
            + promise.texts("files").size()
            + after.keySet().stream()
                .filter(name -> promise.texts("states").stream().anyMatch(name::startsWith))
                .count(),
        after.size(),
        after.keySet().toString());
  }

  @Test
  void endsWhereTheTrainingWouldHaveEndedThoughItWasKilledTwice()
      throws IOException, InterruptedException {
    assertEquals(ExitCode.FINE, train("whole", "--save_every_n_steps=7").code());
    Map<Long, Double> whole = rates(latest());
    assertEquals(ExitCode.FINE, train("cut", "--save_every_n_steps=7", "--detach").code());
    killAtTheNextState(latest());
    JsonObject first = promised();
    assertEquals(0, first.whole("step") % 7, "a state of a step");
    assertEquals(ExitCode.FINE, run("resume", "--logging_dir=logs/second", "--detach").code());
    RunDirectory second = latest();
    killAtTheNextState(second);
    sameRates(whole, first, rates(second));

    Map<String, String> before = output();
    JsonObject promise = promised();
    assertTrue(promise.whole("step") > first.whole("step"), Json.pretty(promise.toMap()));
    Session.Result result = run("resume", "--logging_dir=logs/third");
    assertEquals(ExitCode.FINE, result.code(), result.out() + result.err());
    RunDirectory third = latest();
    sameAsPromised(promise, third, before);
    Map<Long, Double> rates = rates(third);
    report("killed", promise, whole, rates, epochs(third));
    assertEquals(promise.whole("updates"), rates.size());
    sameRates(whole, promise, rates);
    assertEquals(promise.whole("first_epoch"), epochs(third).getFirst());
    assertEquals(5L, epochs(third).getLast());
  }

  private JsonObject promised() {
    Session.Result dry = run("resume", "--dry-run", "--json");
    assertEquals(ExitCode.FINE, dry.code(), dry.out() + dry.err());
    return Json.object(dry.out(), "resumption");
  }

  private static void killAtTheNextState(RunDirectory run)
      throws IOException, InterruptedException {
    Outcome outcome =
        new Following(
                run,
                Surroundings.system(),
                entry -> {
                  if (isVerifiedState(entry)) {
                    kill(run);
                  }
                },
                () -> {})
            .toTheEnd()
            .orElseThrow();
    assertEquals(Verdict.FAILED, outcome.verdict(), outcome.reason());
  }

  /** At each step the rate of the training that was left alone. */
  private static void sameRates(
      Map<Long, Double> whole, JsonObject promise, Map<Long, Double> rates) {
    long step = promise.whole("step");
    assertFalse(rates.isEmpty());
    rates.forEach((made, rate) ->
        assertEquals(
            Objects.requireNonNull(whole.get(step + made)), rate, EXACTLY, "step " + made));
  }

  @Test
  void goesOnWithTheNextEpochAfterAStopAtACheckpoint() throws IOException {
    assertEquals(ExitCode.FINE, train("gentle", "--save_every_n_epochs=1", "--detach").code());
    Session.Result stop = run("stop", "--after-checkpoint");
    assertEquals(ExitCode.FINE, stop.code(), stop.out() + stop.err());
    Map<String, String> before = output();
    JsonObject promise = promised();
    Session.Result result = run("resume", "--logging_dir=logs/resumed");
    assertEquals(ExitCode.FINE, result.code(), result.out() + result.err());
    sameAsPromised(promise, latest(), before);
    report("stopped", promise, Map.of(), rates(latest()), epochs(latest()));
    assertEquals(promise.whole("first_epoch"), epochs(latest()).getFirst());
    assertEquals(5L, epochs(latest()).getLast());
    assertTrue(output().containsKey(promise.text("output_name") + ".safetensors"));
  }

  /** What was seen, for whoever wants to know. */
  private static void report(
      String name,
      JsonObject promise,
      Map<Long, Double> whole,
      Map<Long, Double> rates,
      List<Long> epochs)
      throws IOException {
    Path file = Home.find().pythonEnv().resolveSibling("target/resume-" + name + ".txt");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, Json.pretty(promise.toMap()) + "\n" + whole + "\n" + rates + "\n" + epochs + "\n");
  }
}
