package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data sets with caches of earlier runs are planned as upstream divides them; {@code
 * upstream_caches.py} recorded its answers, {@link UpstreamCachesLiveTest} records them anew.
 */
class UpstreamCachesTest {
  @TempDir Path folder = Path.of("");

  private static List<UpstreamCacheCase> cases() throws IOException {
    try (InputStream in = UpstreamCachesTest.class.getResourceAsStream("upstream-caches.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(UpstreamCacheCase::parse)
          .toList();
    }
  }

  @Test
  void plansWhatUpstreamTakesFromItsCaches() throws IOException {
    assertEquals("", differences(cases(), folder));
  }

  static String differences(List<UpstreamCacheCase> cases, Path folder) throws IOException {
    List<String> differences = new ArrayList<>();
    for (UpstreamCacheCase one : cases) {
      try {
        one.check(Files.createDirectory(folder.resolve("ours-" + one.seed())));
      } catch (AssertionError e) {
        differences.add("seed " + one.seed() + ": " + e.getMessage());
      }
    }
    return String.join("\n", differences);
  }

  @Test
  void mostOfTheCasesAreTrained() throws IOException {
    long failing = cases().stream().filter(UpstreamCacheCase::fails).count();
    assertTrue(failing > 20 && failing < 150, () -> "failing: " + failing);
  }
}
