package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.train.CatalogChoice;
import dev.lorabake.train.Home;
import dev.lorabake.train.UpstreamPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The real sd-scripts through lorabake; see src/docs/testing.md for how to run it. */
@Tag("upstream")
@EnabledIfEnvironmentVariable(
    named = "LORABAKE_SD_SCRIPTS",
    matches = ".+",
    disabledReason = "LORABAKE_SD_SCRIPTS names no checkout of sd-scripts")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class UpstreamTrainingTest {
  private static final Path CHECKOUT =
      Path.of(Objects.requireNonNullElse(System.getenv("LORABAKE_SD_SCRIPTS"), ""));
  private static final String PYTHON =
      Objects.requireNonNullElse(System.getenv("LORABAKE_PYTHON"), "python3");

  @TempDir Path folder = Path.of("");

  private Session.Result run(String... words) {
    return new Session(folder)
        .onThisMachine()
        .with("LORABAKE_SD_SCRIPTS", CHECKOUT.toString())
        .with("LORABAKE_PYTHON", PYTHON)
        .run(words);
  }

  @Test
  void trainsTheSelftestAndThenOnceMoreByTheRunScriptAlone()
      throws IOException, InterruptedException {
    Session.Result test = run("selftest", "--keep", "kept", "--json");
    assertEquals(ExitCode.FINE, test.code(), test.out() + test.err());
    JsonObject report = Json.object(test.out(), "selftest");
    assertTrue(report.flag("passed", false), test.out());
    assertEquals(10, report.whole("steps"));
    Path run;
    try (Stream<Path> runs = Files.list(folder.resolve("kept/runs"))) {
      run = runs.findFirst().orElseThrow();
    }
    List<Long> steps = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("events.jsonl"))) {
      JsonObject event = Json.object(line, "event");
      if (event.text("type").equals("step")) {
        steps.add(event.whole("step"));
      }
    }
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L), steps);

    Path lora = folder.resolve("kept/output/selftest.safetensors");
    Files.delete(lora);
    ProcessBuilder byHand =
        new ProcessBuilder("sh", run.resolve("run.sh").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("by-hand.log").toFile());
    byHand
        .environment()
        .put("PYTHONPATH", Home.find().pythonEnv().resolve("selftest/hook").toString());
    assertEquals(0, byHand.start().waitFor(), Files.readString(folder.resolve("by-hand.log")));
    assertTrue(Files.exists(lora));
  }

  @Test
  void knowsThePinnedCheckoutByItsFingerprint() {
    List<String> told = new ArrayList<>();
    Catalog chosen =
        new CatalogChoice(Home.find(), folder)
            .choose(new UpstreamPlace(CHECKOUT, PYTHON, false, "the test"), told::add);
    assertEquals(Catalog.bundled().upstream(), chosen.upstream());
    assertEquals(List.of(), told);
  }
}
