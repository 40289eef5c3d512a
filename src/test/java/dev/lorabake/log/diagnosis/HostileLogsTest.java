package dev.lorabake.log.diagnosis;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.log.LogParser;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logs that are cut, damaged or none: an answer comes all the same, in time and of bounded size.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileLogsTest {
  @RepeatedTest(20)
  void anyBytesAreDiagnosed() {
    byte[] bytes = new byte[50_000];
    long seed = System.nanoTime();
    new Random(seed).nextBytes(bytes);
    assertNotNull(
        assertDoesNotThrow(() -> Logs.diagnose(bytes, ProcessEnd.UNKNOWN), () -> "seed " + seed)
            .category());
  }

  @ParameterizedTest
  @MethodSource("dev.lorabake.log.diagnosis.Example#all")
  void anExampleCutAnywhereIsDiagnosedAlikeHoweverItComes(Example example) {
    byte[] log = example.log().getBytes(StandardCharsets.UTF_8);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10; i++) {
      int from = random.nextInt(log.length);
      byte[] part =
          java.util.Arrays.copyOfRange(log, from, from + random.nextInt(log.length - from));
      assertEquals(
          Logs.diagnose(part, ProcessEnd.UNKNOWN),
          Logs.diagnoseInPortions(part, 1 + random.nextInt(30), random),
          "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RuntimeError: CUDA out of memory\n",
        "RuntimeError: size mismatch for size mismatch for [320, 768] [320, 768] ",
        "cannot import name '' from '",
        "No module named 'No module named '",
        "Traceback (most recent call last):\n  File \"x\", line 1, in load_state\nValueError: x\n",
        "'accelerate' process process has has CUDA out of memory ",
        "                    ERROR    No data found. Please verify\n",
        "aaaaa",
        "steps:   0%| | 0/9 [00:00<?, ?it/s, loss=nan]\r"
      })
  void whatIsRepeatedForeverIsReadInTimeAndKeptOnce(String piece) {
    byte[] chunk = piece.repeat(1 + 100_000 / piece.length()).getBytes(StandardCharsets.UTF_8);
    Diagnoser diagnoser = new Diagnoser();
    LogParser parser = new LogParser(diagnoser);
    for (int i = 0; i < 100; i++) {
      parser.feed(chunk, 0, chunk.length);
    }
    parser.finish();
    assertTrue(diagnoser.diagnose(ProcessEnd.UNKNOWN).toString().length() < 10_000);
  }
}
