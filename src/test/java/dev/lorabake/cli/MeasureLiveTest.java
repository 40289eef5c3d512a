package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real sd-scripts measured, then trained the whole way; how far the two were apart is written
 * into {@code target/measurement.txt} and judged by nobody.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(
    named = "LORABAKE_SD_SCRIPTS",
    matches = ".+",
    disabledReason = "LORABAKE_SD_SCRIPTS names no checkout of sd-scripts")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the Python is wrapped by a shell script")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class MeasureLiveTest {
  private static final List<String> SETTINGS =
      List.of(
          "--max_train_steps=200",
          "--save_every_n_steps=100",
          "--cache_latents_to_disk",
          "--output_dir=real");

  @TempDir Path folder = Path.of("");

  private static String[] words(String... first) {
    return Stream.concat(Stream.of(first), SETTINGS.stream()).toArray(String[]::new);
  }

  @Test
  void foretellsTheTrainingAndLeavesItsOutputAlone() throws IOException {
    TinyModel tiny = TinyModel.in(folder);
    Session.Result measured = tiny.run(words("plan", "kept/selftest.toml", "--measure", "--json"));
    assertEquals(ExitCode.FINE, measured.code(), measured.out() + measured.err());
    JsonObject plan = Json.object(measured.out(), "plan");
    JsonObject time = plan.object("time");
    Path measurement = folder.resolve("runs").resolve(plan.text("measured_in"));
    assertFalse(Files.exists(measurement.resolve("output")));
    assertFalse(Files.exists(folder.resolve("kept/real")), "the recipe's own output folder");
    assertTrue(time.number("start_seconds") > 0);
    assertEquals(plan.number("seconds"), time.number("steps_seconds"));

    Session.Result trained = tiny.run(words("train", "kept/selftest.toml"));
    assertEquals(ExitCode.FINE, trained.code(), trained.out() + trained.err());
    RunDirectory latest = RunDirectory.list(folder.resolve("runs")).getFirst();
    double took = latest.exit().orElseThrow().lasted().toMillis() / 1000.0;
    JsonObject after =
        Json.object(tiny.run(words("plan", "kept/selftest.toml", "--json")).out(), "plan")
            .object("time");
    assertTrue(after.has("saves_seconds"), "the training showed how long a save takes");
    Files.createDirectories(Path.of("target"));
    Files.writeString(
        Path.of("target", "measurement.txt"),
        String.format(
            Locale.ROOT,
            "measured %.3f s a step; foretold %.1f s (start %.1f, steps %.1f), took %.1f s%n"
                + "the same told by the training itself: %.1f s%n",
            plan.number("seconds_per_step"),
            time.number("total_seconds"),
            time.number("start_seconds"),
            time.number("steps_seconds"),
            took,
            after.number("total_seconds")));
  }
}
