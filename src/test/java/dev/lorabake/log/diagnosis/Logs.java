package dev.lorabake.log.diagnosis;

import dev.lorabake.log.LogParser;
import java.nio.charset.StandardCharsets;

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
}
