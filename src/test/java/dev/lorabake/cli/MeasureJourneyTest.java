package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.Eventually;
import dev.lorabake.process.OtherJvm;
import dev.lorabake.process.Processes;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan --measure}; the rehearsal's checkout stands in for the real one. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the run script is a shell script")
class MeasureJourneyTest {
  private static final List<String> FILES =
      List.of("config.toml", "dataset.toml", "recipe.toml", "trainer.log");

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void makeTheSampleProject() throws IOException {
    Session.Result demo = new Session(folder).run("demo", "project", "--seconds-per-step", "0");
    assertEquals(ExitCode.FINE, demo.code(), demo.out() + demo.err());
    Path recipe = folder.resolve("project/demo.toml");
    String text = Files.readString(recipe);
    Files.writeString(
        recipe,
        text.substring(0, text.indexOf("[machine]"))
                .replace("mixed_precision = \"fp16\"", "mixed_precision = \"no\"")
                .replace("cache_latents = true", "cache_latents = true\nlog_with = \"wandb\"")
            + "[launch]\nlauncher = \"python\"\n\n[machine]\nprice_per_hour = 3600\n");
  }

  private Session session(String pace) {
    return new Session(folder)
        .with("LORABAKE_SD_SCRIPTS", Home.find().rehearsal().toString())
        .with("REHEARSAL_SECONDS_PER_STEP", pace);
  }

  private Path run() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      return runs.sorted().reduce((_, last) -> last).orElseThrow();
    }
  }

  @Test
  void tellsTimeAndCostAndLeavesNothingOutsideItsRun() throws IOException {
    Session.Result result = session("0.2").run("plan", "project/demo.toml", "--measure", "--json");
    assertEquals(ExitCode.FINE, result.code(), result.out() + result.err());
    JsonObject plan = Json.object(result.out(), "plan");
    Path run = run();
    assertEquals(String.valueOf(run.getFileName()), plan.text("measured_in"));
    double pace = plan.number("seconds_per_step");
    assertTrue(pace >= 0.19, "pace " + pace);
    assertEquals(plan.number("seconds"), 120 * pace, 1e-6);
    JsonObject time = plan.object("time");
    assertTrue(time.has("start_seconds"), result.out());
    assertFalse(time.has("saves_seconds"), "it saves nothing");
    assertFalse(time.has("samples_seconds"), "it samples nothing");
    assertEquals(0, time.number("validation_seconds"));
    assertEquals(time.number("total_seconds"), time.number("start_seconds") + 120 * pace, 1e-6);
    assertEquals(time.number("total_seconds"), time.number("cost"), 1e-6);

    assertFalse(Files.exists(folder.resolve("project/output")));
    assertFalse(Files.exists(run.resolve("output")));
    for (String file : FILES) {
      assertTrue(Files.exists(run.resolve(file)), file);
    }
    String config = Files.readString(run.resolve("config.toml"));
    for (String option : List.of("save_every", "sample_every", "log_with", "sample_prompts")) {
      assertFalse(config.contains(option), config);
    }
    assertTrue(session("0").run("runs").out().contains("(measurement)"));
    assertTrue(session("0").run("runs", "--json").out().contains("\"purpose\" : \"measurement\""));

    Session.Result train = session("0").run("train", "project/demo.toml");
    assertEquals(ExitCode.FINE, train.code(), train.out() + train.err());
    assertTrue(train.out().contains("a step as in " + run.getFileName()), train.out());
    assertTrue(Files.exists(folder.resolve("project/output/sks-shape.safetensors")));
  }

  @Test
  void saysWhyTheTrainerFailed() throws IOException {
    Session.Result result =
        session("0")
            .with("REHEARSAL_CRASH_AT_STEP", "3")
            .run("plan", "project/demo.toml", "--measure", "--json");
    assertEquals(ExitCode.FAILED, result.code(), result.out() + result.err());
    assertEquals("", result.out());
    assertTrue(result.err().contains("the measurement failed: "), result.err());
    assertTrue(result.err().contains("trainer.log"), result.err());
  }

  @Test
  void endsWhenSomebodyStopsIt() throws Exception {
    CompletableFuture<Session.Result> measuring =
        CompletableFuture.supplyAsync(
            // more steps than there are: it does not end by itself before it is stopped
            () -> session("0.5").run("plan", "project/demo.toml", "--measure-steps", "1000"));
    Eventually.isTrue(
        "the first step",
        () ->
            measuring.isDone()
                || session("0").run("runs", "--json").out().contains("\"state\" : \"training\""));
    Session.Result stop = session("0").run("stop");
    assertEquals(ExitCode.FINE, stop.code(), stop.out() + stop.err());
    Session.Result result = measuring.get(1, TimeUnit.MINUTES);
    assertEquals(ExitCode.STOPPED, result.code(), result.out() + result.err());
    assertTrue(result.err().contains("the measurement stopped: "), result.err());
    assertFalse(Files.exists(run().resolve("output")));
  }

  /** Measures for long in another Java, which can be killed. */
  static final class Apart {
    private Apart() {}

    public static void main(String[] folder) {
      new Session(Path.of(folder[0]))
          .with("LORABAKE_SD_SCRIPTS", Home.find().rehearsal().toString())
          .with("REHEARSAL_SECONDS_PER_STEP", "0.5")
          .run("plan", "project/demo.toml", "--measure-steps", "1000");
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the next watch ends it")
  void endsByItselfWhereItsLorabakeIsKilled() throws Exception {
    Process measuring =
        new ProcessBuilder(
                OtherJvm.command(
                    List.of("-Dlorabake.home=" + Path.of("").toAbsolutePath()),
                    Apart.class,
                    List.of(folder.toString())))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    Path runs = folder.resolve("runs");
    Eventually.isTrue(
        "the first step",
        () -> Files.exists(runs) && session("0").run("runs").out().contains("training "));
    measuring.destroyForcibly().waitFor();
    Path exit = run().resolve("exit.json");
    Eventually.isTrue("the end of the trainer", () -> Files.exists(exit));
    Session.Result watch = session("0").run("watch");
    assertEquals(ExitCode.STOPPED, watch.code(), watch.out() + watch.err());
    assertTrue(watch.out().contains("the measurement was abandoned"), watch.out());
    assertFalse(Files.exists(run().resolve("output")));
    RunDirectory run = RunDirectory.open(run());
    assertTrue(run.tree(Processes.here()).orElseThrow().members().isEmpty());
  }

  @Test
  void tellsNoTimeWhereTheTrainingIsTooShort() throws IOException {
    Session.Result result = session("0").run("plan", "project/demo.toml", "--measure");
    assertEquals(ExitCode.FINE, result.code(), result.out() + result.err());
    assertTrue(result.out().contains("time unknown"), result.out());
    assertTrue(result.err().contains("too few steps, or too short ones"), result.err());
    assertFalse(Files.exists(run().resolve("output")), "the last checkpoint is gone, too");
  }

  @Test
  void refusesWhatTrainWouldRefuse() {
    Session.Result blocked =
        session("0").run("plan", "project/demo.toml", "--measure", "--network_dim", "0");
    assertEquals(ExitCode.BLOCKED, blocked.code(), blocked.out() + blocked.err());
    assertTrue(blocked.out().contains("not started"), blocked.out());
    Session.Result elsewhere =
        session("0").run("plan", "project/demo.toml", "--measure", "--gpu", "RTX 3090");
    assertEquals(ExitCode.USAGE, elsewhere.code(), elsewhere.out());
    assertTrue(elsewhere.err().contains("this machine has no GPU"), elsewhere.err());
    Session.Result few = session("0").run("plan", "project/demo.toml", "--measure-steps", "7");
    assertEquals(ExitCode.USAGE, few.code(), few.out());
    assertTrue(few.err().contains("give 8 at least"), few.err());
    Session.Result never = session("0").run("plan", "project/demo.toml", "--measure-minutes", "0");
    assertEquals(ExitCode.USAGE, never.code(), never.out());
    String endless = Long.toString(Long.MAX_VALUE);
    Session.Result longer =
        session("0").run("plan", "project/demo.toml", "--measure-minutes", endless);
    assertEquals(ExitCode.USAGE, longer.code(), longer.err());
    assertFalse(Files.exists(folder.resolve("runs")));
  }

  @Test
  void takesThePriceFromAFlag() {
    session("0.05").run("train", "project/demo.toml");
    Session.Result plan = session("0").run("plan", "project/demo.toml", "--price", "7200");
    assertTrue(plan.out().contains(" at 7200 an hour"), plan.out());
    Session.Result none = session("0").run("plan", "project/demo.toml", "--price", "-1");
    assertEquals(ExitCode.USAGE, none.code(), none.out());
    Session.Result word = session("0").run("plan", "project/demo.toml", "--price", "dear");
    assertTrue(word.err().contains("'dear' is not a number"), word.err());
  }
}
