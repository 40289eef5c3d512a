package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.preflight.UpstreamScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets the training loop of an installed sd-scripts run random recipes, with models and pictures
 * replaced by tiny ones, and compares each with our plan. Environment and properties as in {@link
 * UpstreamPlansLiveTest}.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script forks its processes")
class UpstreamTrainingsLiveTest {
  private static final String SCRIPT = "upstream_trainings.py";

  /** How many cases {@code worked_trainings.py} has. */
  private static final int WORKED = 21;

  @TempDir Path folder;

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void plansTheTrainingAsTheInstalledUpstreamTrains() throws Exception {
    String theirs = Files.createDirectory(folder.resolve("theirs")).toString();
    compare(UpstreamScript.run(getClass(), SCRIPT, folder, theirs), "upstream-trainings.jsonl");
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void plansTheWorkedCasesAsTheInstalledUpstreamTrains() throws Exception {
    String theirs = Files.createDirectory(folder.resolve("theirs")).toString();
    compare(
        UpstreamScript.run(getClass(), SCRIPT, folder, -WORKED, WORKED, theirs),
        "upstream-worked.jsonl");
  }

  private void compare(UpstreamScript script, String resource) throws Exception {
    List<String> failures = new ArrayList<>();
    for (String line : script.lines()) {
      UpstreamTraining one = UpstreamTraining.parse(line);
      try {
        one.check(Files.createDirectory(folder.resolve("ours" + one.seed())));
      } catch (AssertionError e) {
        failures.add("seed " + one.seed() + ": " + e.getMessage());
      }
    }
    assertEquals(List.of(), failures);
    script.record(resource);
  }
}
