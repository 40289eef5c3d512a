package dev.lorabake.plan;

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
 * Our plans beside those that upstream's own classes made of the same random data sets. {@code
 * upstream_plans.py} recorded them; {@link UpstreamPlansLiveTest} records them anew.
 */
class UpstreamPlansTest {
  @TempDir Path folder;

  static Stream<Named<UpstreamCase>> cases() throws IOException {
    return recorded()
        .lines()
        .map(UpstreamCase::parse)
        .map(recorded -> Named.of("seed " + recorded.seed(), recorded));
  }

  private static String recorded() throws IOException {
    try (InputStream in = UpstreamPlansTest.class.getResourceAsStream("upstream-plans.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plansAsUpstreamDoes(UpstreamCase recorded) throws IOException {
    recorded.check(folder);
  }

  @Test
  void mostCasesAreOnesThatUpstreamTrains() throws IOException {
    long trained =
        cases().filter(one -> !one.getPayload().json().object("expected").has("error")).count();
    assertTrue(trained >= 180, () -> "only " + trained);
  }
}
