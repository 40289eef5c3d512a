package dev.lorabake.run;

import dev.lorabake.event.RunEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One card at one moment, a line of {@code telemetry.csv} as {@code python-env/telemetry.py} writes
 * it. Memory in MiB.
 *
 * @param sample 0 for what was seen before the trainer started
 * @param seconds since the first look, by a monotonic clock
 * @param index as nvidia-smi counts the cards
 * @param used whether the trainer may use the card; {@code null} where that is not known
 * @param trainerMib what the trainer's own processes hold; {@code null} where that is not shown
 */
record GpuSample(
    long sample,
    Instant at,
    double seconds,
    int index,
    String uuid,
    String name,
    @Nullable Boolean used,
    @Nullable Double utilisation,
    double usedMib,
    double totalMib,
    @Nullable Double temperature,
    @Nullable Double power,
    @Nullable Double trainerMib) {
  private static final int FIELDS = 13;

  /** Empty for the header and for anything else; names hold neither commas nor quotes. */
  static Optional<GpuSample> parse(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new GpuSample(
              Long.parseLong(fields[0]),
              Instant.parse(fields[1]),
              Double.parseDouble(fields[2]),
              Integer.parseInt(fields[3]),
              fields[4],
              fields[5],
              fields[6].isEmpty() ? null : (Boolean) fields[6].equals("1"),
              number(fields[7]),
              Double.parseDouble(fields[8]),
              Double.parseDouble(fields[9]),
              number(fields[10]),
              number(fields[11]),
              number(fields[12])));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Double number(String text) {
    return text.isEmpty() ? null : (Double) Double.parseDouble(text);
  }

  RunEvent.Telemetry event() {
    return new RunEvent.Telemetry(index, utilisation, usedMib, temperature, power, totalMib, at);
  }
}
