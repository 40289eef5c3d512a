package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** From a recipe to verified checkpoints, with the rehearsal trainer and real processes. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the run script is a shell script")
class TrainJourneyTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void makeTheSampleProject() {
    Session.Result demo = session().run("demo", "project", "--seconds-per-step", "0");
    assertEquals(ExitCode.FINE, demo.code(), demo.out() + demo.err());
    assertTrue(demo.out().contains("4 checkpoints verified"), demo.out());
  }

  private Session session() {
    return new Session(folder).with("REHEARSAL_SECONDS_PER_STEP", "0");
  }

  private List<JsonObject> journal() throws IOException {
    return Files.readAllLines(lastRun().resolve("events.jsonl")).stream()
        .map(line -> Json.object(line, "event"))
        .toList();
  }

  private Path lastRun() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      return runs.sorted().reduce((_, last) -> last).orElseThrow();
    }
  }

  private static String recipe() {
    return "project/demo.toml";
  }

  @Test
  void trainsToAVerifiedCheckpointWithEveryStepInTheJournal() throws IOException {
    Session.Result result =
        session().run("train", recipe(), "--rehearse", "--output_name", "second");
    assertEquals(ExitCode.FINE, result.code(), result.out() + result.err());
    List<JsonObject> events = journal();
    Map<String, Long> counts =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    event -> event.text("type"), TreeMap::new, Collectors.counting()));
    assertEquals(120, counts.get("step"), counts.toString());
    assertEquals(4, counts.get("epoch"), counts.toString());
    assertEquals(3, counts.get("bucket"), counts.toString());
    assertEquals(
        4,
        events.stream()
            .filter(event -> event.text("type").equals("checkpoint"))
            .filter(event -> event.text("stage").equals("verified"))
            .count());
    long seq = 1;
    for (JsonObject event : events) {
      assertEquals(seq++, event.whole("seq"));
    }
    assertTrue(Files.exists(lastRun().resolve("output/second.safetensors")));
    assertFalse(Files.exists(folder.resolve("project/output")), "a rehearsal keeps to itself");
  }

  @Test
  void leavesARecipeInTheRunThatMakesTheSameRun() throws IOException {
    session().run("train", recipe(), "--rehearse", "--output_name", "again");
    Path run = lastRun();
    assertEquals(
        ExitCode.FINE,
        session()
            .run("render", run.resolve("recipe.toml").toString(), "--rehearse", "-o", "files")
            .code());
    String output = folder.toRealPath().resolve("project/output").toString();
    assertEquals(
        Files.readString(run.resolve("config.toml"))
            .replace(run.toRealPath().resolve("output").toString(), output),
        Files.readString(folder.resolve("files/config.toml"))
            .replace(folder.resolve("files/output").toString(), output));
    assertEquals(
        Files.readString(run.resolve("dataset.toml")),
        Files.readString(folder.resolve("files/dataset.toml")));
  }

  @Test
  void plansTheTimeByTheLastLikeRun() {
    Session slow = new Session(folder).with("REHEARSAL_SECONDS_PER_STEP", "0.05");
    slow.run("train", recipe(), "--rehearse", "--output_name", "paced");
    Session.Result again =
        session().run("train", recipe(), "--rehearse", "--detach", "--output_name", "next");
    assertTrue(again.out().contains(" s a step as in 2"), again.out());
    Session.Result real = session().run("plan", recipe());
    assertTrue(real.out().contains("time unknown: no like run was measured yet"), real.out());
    session().run("watch");
  }

  @Test
  void saysWhyATrainingFailed() {
    Session.Result result =
        session()
            .with("REHEARSAL_CRASH_AT_STEP", "5")
            .run("train", recipe(), "--rehearse", "--output_name", "crash");
    assertEquals(ExitCode.FAILED, result.code(), result.out());
    assertTrue(result.out().contains("lorabake: failed: 4 steps"), result.out());
  }

  @Test
  void doesNotTakeNanForSuccess() {
    Session.Result result =
        session()
            .with("REHEARSAL_NAN_AT_STEP", "5")
            .run("train", recipe(), "--rehearse", "--output_name", "nan");
    assertEquals(ExitCode.FAILED, result.code(), result.out());
    assertTrue(result.out().contains("  cause    the loss is not a number (NaN)"), result.out());
    assertTrue(result.out().contains("  help     stop it; lower the learning"), result.out());
    String runs = session().run("runs").out();
    assertTrue(runs.contains("           the loss is not a number (NaN)"), runs);
    String nan = latest("nan");
    Session.Result diagnosis = session().run("diagnose", nan, "--json");
    assertEquals("nan-loss-or-latents", Json.object(diagnosis.out(), "diagnosis").text("category"));
  }

  @Test
  void detachesListsWatchesAndStops() {
    Session.Result start =
        session()
            .with("REHEARSAL_SECONDS_PER_STEP", "0.5")
            .run("train", recipe(), "--rehearse", "--detach", "--output_name", "slow");
    assertEquals(ExitCode.FINE, start.code(), start.err());
    assertEquals(ExitCode.FINE, session().run("stop", latest("slow")).code());
    Session.Result watch = session().run("watch", latest("slow"));
    assertEquals(ExitCode.STOPPED, watch.code(), watch.out());
    assertTrue(session().run("runs").out().contains("stopped"));
  }

  @Test
  void stopsAfterTheNextCheckpoint() {
    session()
        .with("REHEARSAL_SECONDS_PER_STEP", "0.1")
        .run("train", recipe(), "--rehearse", "--detach", "--output_name", "gentle");
    Session.Result stop = session().run("stop", latest("gentle"), "--after-checkpoint");
    assertEquals(ExitCode.FINE, stop.code(), stop.out() + stop.err());
    assertTrue(stop.out().contains("verified gentle-00000"), stop.out());
    assertTrue(stop.out().contains("lorabake: stopped"), stop.out());
  }

  /** The run of that output name: runs are named after the recipe, so the config tells. */
  private String latest(String outputName) {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      for (Path run : runs.sorted().toList().reversed()) {
        if (Files.readString(run.resolve("config.toml")).contains("\"" + outputName + "\"")) {
          return String.valueOf(run.getFileName());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("no run writes " + outputName);
  }
}
