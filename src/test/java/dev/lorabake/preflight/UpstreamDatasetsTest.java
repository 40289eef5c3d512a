package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random datasets of all kinds: where upstream fails there is an error, and where it trains there
 * is none but for what it passes over in silence. {@code upstream_datasets.py} recorded its
 * answers; {@link UpstreamDatasetsLiveTest} records them anew.
 */
class UpstreamDatasetsTest {
  @TempDir Path folder = Path.of("");

  static Stream<Named<UpstreamDatasetCase>> cases() throws IOException {
    return recorded()
        .lines()
        .map(UpstreamDatasetCase::parse)
        .map(recorded -> Named.of("seed " + recorded.seed(), recorded));
  }

  private static String recorded() throws IOException {
    try (InputStream in =
        UpstreamDatasetsTest.class.getResourceAsStream("upstream-datasets.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void judgesAsUpstreamDoes(UpstreamDatasetCase recorded) throws IOException {
    recorded.check(folder);
  }

  @Test
  void halfOfTheCasesAreTrained() throws IOException {
    long trained =
        cases().filter(one -> !one.getPayload().json().object("expected").has("error")).count();
    assertTrue(trained > 100 && trained < 220, () -> "trained: " + trained);
  }
}
