package dev.lorabake.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sound and damaged pictures of all kinds have the size that upstream reads; {@code
 * upstream_sizes.py} recorded its answers, {@link UpstreamSizesLiveTest} records them anew.
 */
class UpstreamSizesTest {
  @TempDir Path folder = Path.of("");

  private static List<UpstreamSizeCase> cases() throws IOException {
    try (InputStream in = UpstreamSizesTest.class.getResourceAsStream("upstream-sizes.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(UpstreamSizeCase::parse)
          .toList();
    }
  }

  @Test
  void readsTheSizesThatUpstreamReads() throws IOException {
    List<String> differences = new ArrayList<>();
    for (UpstreamSizeCase each : cases()) {
      differences.addAll(each.differences(folder));
    }
    assertEquals("", String.join("\n", differences));
  }

  @Test
  void everyKindIsAmongTheCases() throws IOException {
    var kinds =
        cases().stream()
            .collect(Collectors.groupingBy(UpstreamSizeCase::kind, Collectors.counting()));
    for (String kind : List.of("png", "jpeg", "webp", "bmp", "gif", "tiff", "avif", "jxl")) {
      assertTrue(kinds.getOrDefault(kind, 0L) > 5, () -> kind + " in " + kinds);
    }
  }
}
