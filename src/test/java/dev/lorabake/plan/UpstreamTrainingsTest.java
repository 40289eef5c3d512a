package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our plans beside what upstream's own training loop did with the same random recipes. {@code
 * upstream_trainings.py} recorded it; {@link UpstreamTrainingsLiveTest} records it anew.
 */
class UpstreamTrainingsTest {
  @TempDir Path folder;

  static Stream<Named<UpstreamTraining>> cases() throws IOException {
    return Stream.concat(recorded("upstream-worked.jsonl"), recorded("upstream-trainings.jsonl"))
        .map(one -> Named.of("seed " + one.seed(), one));
  }

  static Stream<UpstreamTraining> recorded(String resource) throws IOException {
    try (InputStream in = UpstreamTrainingsTest.class.getResourceAsStream(resource)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(UpstreamTraining::parse);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void plansTheTrainingAsItGoes(UpstreamTraining recorded) throws IOException {
    recorded.check(folder);
  }

  @Test
  void theRecordedTrainingsAreOfEveryKind() throws IOException {
    atLeast(200, one -> !one.expected().has("error"));
    atLeast(20, one -> one.expected().has("error"));
    atLeast(80, one -> one.json().whole("processes") > 1);
    atLeast(60, one -> one.json().has("state"));
    atLeast(40, one -> one.json().object("options").flag("skip_until_initial_step", false));
  }

  private static void atLeast(long wanted, Predicate<UpstreamTraining> kind) throws IOException {
    long found = recorded("upstream-trainings.jsonl").filter(kind).count();
    assertTrue(found >= wanted, () -> "only " + found + " of " + wanted);
  }
}
