package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.preflight.UpstreamScript;
import java.nio.file.Files;
import java.nio.file.Path;
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
class UpstreamCachesLiveTest {
  @TempDir Path folder = Path.of("");

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void plansWhatTheInstalledUpstreamTakesFromItsCaches() throws Exception {
    String theirs = Files.createDirectory(folder.resolve("theirs")).toString();
    UpstreamScript script = UpstreamScript.run(getClass(), "upstream_caches.py", folder, theirs);
    assertEquals(
        "",
        UpstreamCachesTest.differences(
            script.lines().stream().map(UpstreamCacheCase::parse).toList(), folder));
    script.record("upstream-caches.jsonl");
  }
}
