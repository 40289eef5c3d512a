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

/**
 * Runs a script of the test resources with the Python of an installed sd-scripts. {@code
 * LORABAKE_SD_SCRIPTS} names the checkout, {@code LORABAKE_PYTHON} its Python, {@code
 * lorabake.upstream.cases} how many cases (300) and {@code lorabake.upstream.first} the first seed
 * (1).
 */
public final class UpstreamScript {
  private final Class<?> neighbour;
  private final Path output;

  private UpstreamScript(Class<?> neighbour, Path output) {
    this.neighbour = neighbour;
    this.output = output;
  }

  /**
   * Runs it to its end; it prints one case a line.
   *
   * @param neighbour the class that the script lies beside
   * @param folder for what it prints
   * @param more words between the checkout and the seeds
   */
  public static UpstreamScript run(Class<?> neighbour, String name, Path folder, String... more)
      throws IOException, InterruptedException, URISyntaxException {
    int first = Integer.getInteger("lorabake.upstream.first", 1);
    return run(
        neighbour, name, folder, first, Integer.getInteger("lorabake.upstream.cases", 300), more);
  }

  /** Runs it with so many seeds from the first. */
  public static UpstreamScript run(
      Class<?> neighbour, String name, Path folder, int first, int cases, String... more)
      throws IOException, InterruptedException, URISyntaxException {
    Path output = folder.resolve("cases.jsonl");
    Path script = Path.of(Objects.requireNonNull(neighbour.getResource(name)).toURI());
    List<String> words = new ArrayList<>();
    words.add(Objects.requireNonNull(System.getenv("LORABAKE_PYTHON")));
    words.add(script.toString());
    words.add(Objects.requireNonNull(System.getenv("LORABAKE_SD_SCRIPTS")));
    words.addAll(List.of(more));
    words.add(String.valueOf(first));
    words.add(String.valueOf(cases));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Path errors = folder.resolve("errors.txt");
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    assertEquals(0, process.waitFor(), () -> end(errors));
    UpstreamScript run = new UpstreamScript(neighbour, output);
    assertEquals(cases, run.lines().size());
    return run;
  }

  /** One case a line. */
  public List<String> lines() throws IOException {
    return Files.readAllLines(output);
  }

  /** Makes these cases the recorded ones, with {@code -Dlorabake.rewrite=true}. */
  public void record(String resource) throws IOException {
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.copy(
          output,
          Path.of("src/test/resources", neighbour.getPackageName().replace('.', '/'), resource),
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
