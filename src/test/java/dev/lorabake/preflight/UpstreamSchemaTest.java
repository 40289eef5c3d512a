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
 * What upstream's schema of the dataset configuration refuses is refused here, and nothing else.
 * {@code upstream_schema.py} recorded its answers; {@link UpstreamSchemaLiveTest} records them
 * anew.
 */
class UpstreamSchemaTest {
  @TempDir Path folder = Path.of("");

  static Stream<Named<UpstreamSchemaCase>> cases() throws IOException {
    return recorded()
        .lines()
        .map(UpstreamSchemaCase::parse)
        .map(recorded -> Named.of("seed " + recorded.seed(), recorded));
  }

  private static String recorded() throws IOException {
    try (InputStream in = UpstreamSchemaTest.class.getResourceAsStream("upstream-schema.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void refusesAsUpstreamDoes(UpstreamSchemaCase recorded) throws IOException {
    recorded.check(folder);
  }

  @Test
  void aboutHalfOfTheCasesAreRefused() throws IOException {
    long refused = cases().filter(one -> one.getPayload().isRefused()).count();
    assertTrue(refused > 80 && refused < 220, () -> "refused: " + refused);
  }
}
