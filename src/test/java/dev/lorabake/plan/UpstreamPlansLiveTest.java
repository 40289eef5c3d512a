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
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets an installed sd-scripts plan random data sets and compares each with ours. {@code
 * LORABAKE_SD_SCRIPTS} names the checkout, {@code LORABAKE_PYTHON} its Python, {@code
 * lorabake.upstream.cases} how many (300) and {@code lorabake.upstream.first} the first seed (1).
 * With {@code -Dlorabake.rewrite=true} they become the recorded ones.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
class UpstreamPlansLiveTest {
  @TempDir Path folder;

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void plansAsTheInstalledUpstreamDoes() throws Exception {
    String theirs = Files.createDirectory(folder.resolve("theirs")).toString();
    UpstreamScript script = UpstreamScript.run(getClass(), "upstream_plans.py", folder, theirs);
    List<String> failures = new ArrayList<>();
    for (String line : script.lines()) {
      UpstreamCase one = UpstreamCase.parse(line);
      try {
        one.check(Files.createDirectory(folder.resolve("ours-" + one.seed())));
      } catch (AssertionError e) {
        failures.add("seed " + one.seed() + ": " + e.getMessage());
      }
    }
    assertEquals(List.of(), failures);
    script.record("upstream-plans.jsonl");
  }
}
