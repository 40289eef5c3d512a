package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

/** Compares with an installed sd-scripts; see {@link UpstreamScript}. */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
class UpstreamDatasetsLiveTest {
  @TempDir Path folder = Path.of("");

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void refusesWhatTheInstalledUpstreamRefuses() throws Exception {
    UpstreamScript script = UpstreamScript.run(getClass(), "upstream_datasets.py", folder);
    List<String> failures = new ArrayList<>();
    for (String line : script.lines()) {
      UpstreamDatasetCase one = UpstreamDatasetCase.parse(line);
      try {
        one.check(Files.createDirectory(folder.resolve("ours-" + one.seed())));
      } catch (AssertionError e) {
        failures.add("seed " + one.seed() + ": " + e.getMessage());
      }
    }
    assertEquals("", String.join("\n", failures));
    script.record("upstream-datasets.jsonl");
  }
}
