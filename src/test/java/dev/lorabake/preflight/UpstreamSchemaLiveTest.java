package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets an installed sd-scripts judge random dataset configurations and compares each answer with
 * ours. {@code LORABAKE_SD_SCRIPTS} names the checkout, {@code LORABAKE_PYTHON} its Python, {@code
 * lorabake.upstream.cases} how many (300) and {@code lorabake.upstream.first} the first seed (1).
 * With {@code -Dlorabake.rewrite=true} they become the recorded ones.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
class UpstreamSchemaLiveTest {
  @TempDir Path folder = Path.of("");

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void refusesWhatTheInstalledUpstreamRefuses() throws Exception {
    Path output = run();
    List<String> lines = Files.readAllLines(output);
    assertEquals(cases(), lines.size());
    List<String> failures = new ArrayList<>();
    for (String line : lines) {
      UpstreamSchemaCase one = UpstreamSchemaCase.parse(line);
      try {
        one.check(Files.createDirectory(folder.resolve("ours-" + one.seed())));
      } catch (AssertionError e) {
        failures.add("seed " + one.seed() + ": " + e.getMessage() + "\n" + line);
      }
    }
    assertEquals(List.of(), failures);
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.copy(
          output,
          Path.of("src/test/resources/dev/lorabake/preflight/upstream-schema.jsonl"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path run() throws IOException, InterruptedException, URISyntaxException {
    Path output = folder.resolve("cases.jsonl");
    Path script =
        Path.of(Objects.requireNonNull(getClass().getResource("upstream_schema.py")).toURI());
    ProcessBuilder builder =
        new ProcessBuilder(
            Objects.requireNonNull(System.getenv("LORABAKE_PYTHON")),
            script.toString(),
            Objects.requireNonNull(System.getenv("LORABAKE_SD_SCRIPTS")),
            String.valueOf(Integer.getInteger("lorabake.upstream.first", 1)),
            String.valueOf(cases()));
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Path errors = folder.resolve("errors.txt");
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    assertEquals(0, process.waitFor(), () -> read(errors));
    return output;
  }

  private static int cases() {
    return Integer.getInteger("lorabake.upstream.cases", 300);
  }

  private static String read(Path file) {
    try {
      String text = Files.readString(file);
      return text.substring(Math.max(0, text.length() - 2000));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
