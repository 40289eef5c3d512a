package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Lets an installed sd-scripts start random settings up to where it would load a model, and
 * compares what it says with what lorabake says. {@code LORABAKE_SD_SCRIPTS} names the checkout,
 * {@code LORABAKE_PYTHON} its Python, {@code lorabake.upstream.starts} how many (1000) and {@code
 * lorabake.upstream.first} the first seed (1). With {@code -Dlorabake.rewrite=true} the first 150
 * become the recorded ones.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
class UpstreamStartsLiveTest {
  private static final int RECORDED = 150;
  private static final Path REPORT = Path.of("target/upstream-starts.txt").toAbsolutePath();

  @TempDir Path folder = Path.of("");

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void judgesAsTheInstalledUpstreamDoes() throws Exception {
    SampleImages.makeIn(folder);
    int first = Integer.getInteger("lorabake.upstream.first", 1);
    int count = Integer.getInteger("lorabake.upstream.starts", 1000);
    List<UpstreamStart> starts = new ArrayList<>();
    List<String> requests = new ArrayList<>();
    for (int seed = first; seed < first + count; seed++) {
      UpstreamStart start = RandomStarts.make(seed);
      starts.add(start);
      requests.add(start.request(folder));
    }
    List<String> answers = ask(requests);
    assertEquals(count, answers.size());
    List<String> complaints = new ArrayList<>();
    List<String> record = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonObject answer = Json.object(answers.get(i).replace(folder.toString(), "."), "answer");
      UpstreamStart start = starts.get(i).answered(answer);
      record.add(start.line());
      StartComparison.complaints(start, folder)
          .forEach(complaint -> complaints.add(start + ": " + complaint));
    }
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.write(UpstreamStartsTest.RECORD, record.subList(0, Math.min(RECORDED, count)));
    }
    Files.createDirectories(REPORT.getParent());
    Files.write(REPORT, complaints);
    Files.write(REPORT.resolveSibling("upstream-starts.jsonl"), record);
    assertEquals(List.of(), complaints, () -> complaints.size() + " in " + REPORT);
  }

  private List<String> ask(List<String> requests)
      throws IOException, InterruptedException, URISyntaxException {
    Path script =
        Path.of(Objects.requireNonNull(getClass().getResource("upstream_starts.py")).toURI());
    Path input = Files.write(folder.resolve("requests.jsonl"), requests);
    Path output = folder.resolve("answers.jsonl");
    Path errors = folder.resolve("errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Objects.requireNonNull(System.getenv("LORABAKE_PYTHON")),
                script.toString(),
                Objects.requireNonNull(System.getenv("LORABAKE_SD_SCRIPTS")),
                folder.toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.environment().put("HF_HUB_OFFLINE", "1");
    int code = builder.start().waitFor();
    String said = Files.readString(errors);
    assertEquals(0, code, () -> said.substring(Math.max(0, said.length() - 2000)));
    return Files.readAllLines(output);
  }
}
