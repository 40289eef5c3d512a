package dev.lorabake.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.preflight.UpstreamScript;
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
 * Compares with an installed sd-scripts and its Pillow; see {@link UpstreamScript}. Where {@code
 * LORABAKE_IMAGESIZE} names folders with other versions of imagesize, with those too.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
class UpstreamSizesLiveTest {
  @TempDir Path folder = Path.of("");

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void readsTheSizesThatTheInstalledUpstreamReads() throws Exception {
    UpstreamScript script = UpstreamScript.run(getClass(), "upstream_sizes.py", folder);
    List<String> differences = new ArrayList<>();
    for (String line : script.lines()) {
      differences.addAll(UpstreamSizeCase.parse(line).differences(folder));
    }
    assertEquals("", String.join("\n", differences));
    script.record("upstream-sizes.jsonl");
  }
}
