package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * Runs a script of the test resources beside this class with the Python of an installed sd-scripts.
 * {@code LORABAKE_SD_SCRIPTS} names the checkout, {@code LORABAKE_PYTHON} its Python, {@code
 * lorabake.upstream.cases} how many cases (300) and {@code lorabake.upstream.first} the first seed
 * (1).
 */
final class UpstreamScript {
  private final Path output;

  private UpstreamScript(Path output) {
    this.output = output;
  }

  static UpstreamScript run(String name, Path folder)
      throws IOException, InterruptedException, URISyntaxException {
    Path output = folder.resolve("cases.jsonl");
    Path script = Path.of(Objects.requireNonNull(UpstreamScript.class.getResource(name)).toURI());
    int cases = Integer.getInteger("lorabake.upstream.cases", 300);
    ProcessBuilder builder =
        new ProcessBuilder(
            Objects.requireNonNull(System.getenv("LORABAKE_PYTHON")),
            script.toString(),
            Objects.requireNonNull(System.getenv("LORABAKE_SD_SCRIPTS")),
            String.valueOf(Integer.getInteger("lorabake.upstream.first", 1)),
            String.valueOf(cases));
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Path errors = folder.resolve("errors.txt");
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    assertEquals(0, process.waitFor(), () -> end(errors));
    UpstreamScript run = new UpstreamScript(output);
    assertEquals(cases, run.lines().size());
    return run;
  }

  /** One case a line. */
  List<String> lines() throws IOException {
    return Files.readAllLines(output);
  }

  /** Makes these cases the recorded ones, with {@code -Dlorabake.rewrite=true}. */
  void record(String resource) throws IOException {
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.copy(
          output,
          Path.of("src/test/resources/dev/lorabake/preflight").resolve(resource),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String end(Path file) {
    try {
      String text = Files.readString(file);
      return text.substring(Math.max(0, text.length() - 2000));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
