package dev.lorabake.run;

import dev.lorabake.event.RunEvent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Follows the growing {@code telemetry.csv}. Not every line becomes an event: of each card the
 * first, then one each half minute, and whatever uses more memory than all before, so that the peak
 * is told too. Which lines these are depends on the file alone: as with the trainer's log, a
 * successor reads from the beginning and passes over as many events as the journal holds.
 */
final class TelemetryLog {
  private static final double TOLD_EVERY_SECONDS = 30;

  private final Path file;
  private final Consumer<GpuSample> samples;
  private final Map<Integer, Told> told = new HashMap<>();
  private long position;
  private long toSkip;

  /** What was told of a card: when last, and the most memory. */
  private record Told(double seconds, double usedMib) {}

  /**
   * @param skipped how many of its events the journal holds
   * @param samples is given every line, told or not
   */
  TelemetryLog(Path file, long skipped, Consumer<GpuSample> samples) {
    this.file = file;
    this.toSkip = skipped;
    this.samples = samples;
  }

  /** The events of the lines that have come since; empty where there is no such file. */
  List<RunEvent> next() throws IOException {
    List<RunEvent> events = new ArrayList<>();
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) <= position) {
      return events;
    }
    try (FileChannel channel = PrivateFiles.open(file, StandardOpenOption.READ)) {
      LineCursor lines = new LineCursor(channel, position);
      for (String line = lines.next(); line != null; line = lines.next()) {
        GpuSample.parse(line).ifPresent(sample -> take(sample, events));
      }
      position = lines.lineStart();
    }
    return events;
  }

  private void take(GpuSample sample, List<RunEvent> events) {
    samples.accept(sample);
    Told before = told.get(sample.index());
    boolean due = before == null || sample.seconds() - before.seconds() >= TOLD_EVERY_SECONDS;
    boolean peak = before != null && sample.usedMib() > before.usedMib();
    if (!due && !peak) {
      return;
    }
    double most = before == null ? 0 : before.usedMib();
    told.put(sample.index(), new Told(sample.seconds(), Math.max(most, sample.usedMib())));
    if (toSkip > 0) {
      toSkip--;
    } else {
      events.add(sample.event());
    }
  }
}
