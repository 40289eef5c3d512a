package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random settings and what upstream says to them, as {@link UpstreamStartsLiveTest} recorded it:
 * lorabake says the same.
 */
class UpstreamStartsTest {
  static final Path RECORD =
      Path.of("src/test/resources/dev/lorabake/preflight/upstream-starts.jsonl").toAbsolutePath();

  @TempDir static Path folder = Path.of("");

  @BeforeAll
  static void makeImages() throws IOException {
    SampleImages.makeIn(folder);
  }

  static Stream<UpstreamStart> starts() throws IOException {
    return Files.readAllLines(RECORD).stream().map(UpstreamStart::parse);
  }

  @ParameterizedTest
  @MethodSource("starts")
  void judgesAsUpstreamDid(UpstreamStart start) {
    assertEquals(List.of(), StartComparison.complaints(start, folder));
  }

  @Test
  void upstreamTrainsAboutHalfOfThem() throws IOException {
    long ready =
        starts()
            .flatMap(start -> start.answer().objects("starts").stream())
            .filter(said -> said.text("outcome").equals("ready"))
            .count();
    assertTrue(ready >= 60, () -> "only " + ready);
  }
}
