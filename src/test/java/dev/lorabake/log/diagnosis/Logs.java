package dev.lorabake.log.diagnosis;

import dev.lorabake.log.LogParser;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Diagnoses text as if it were a log. */
final class Logs {
  private Logs() {}

  static Diagnosis diagnose(String... lines) {
    return diagnose(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), ProcessEnd.UNKNOWN);
  }

  static Diagnosis diagnose(byte[] log, ProcessEnd end) {
    Diagnoser diagnoser = new Diagnoser();
    LogParser parser = new LogParser(diagnoser);
    parser.feed(log, 0, log.length);
    parser.finish();
    return diagnoser.diagnose(end);
  }

  /** As above, in portions of 0 to {@code most} bytes. */
  static Diagnosis diagnoseInPortions(byte[] log, int most, RandomGenerator random) {
    Diagnoser diagnoser = new Diagnoser();
    LogParser parser = new LogParser(diagnoser);
    int at = 0;
    while (at < log.length) {
      int length = Math.min(log.length - at, random.nextInt(most + 1));
      parser.feed(log, at, length);
      at += length;
    }
    parser.finish();
    return diagnoser.diagnose(ProcessEnd.UNKNOWN);
  }
}
