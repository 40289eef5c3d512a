package dev.lorabake.run;

import dev.lorabake.event.RunEvent;
import dev.lorabake.log.LogParser;
import dev.lorabake.log.diagnosis.Diagnoser;
import dev.lorabake.log.diagnosis.Diagnosis;
import dev.lorabake.log.diagnosis.ProcessEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the growing log of the trainer. A successor reads it again from its first byte and passes
 * over as many events as the journal holds already: the same bytes give the same events wherever
 * they are cut, so none is lost and none told twice.
 */
final class TrainerLog implements AutoCloseable {
  private static final int CHUNK = 1 << 18;

  private final Path file;
  private final Diagnoser diagnoser = new Diagnoser();
  private final LogParser parser = new LogParser(diagnoser);
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
  private @Nullable FileChannel channel;
  private long position;
  private long toSkip;

  /**
   * @param told how many events of this log the journal holds
   */
  TrainerLog(Path file, long told) {
    this.file = file;
    this.toSkip = told;
  }

  /** How much was read; the log's size when all was. */
  long position() {
    return position;
  }

  /** The events in the next portion of the log; null where there is nothing more to read now. */
  @Nullable List<RunEvent> next() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      if (!Files.exists(file)) {
        return null;
      }
      open = PrivateFiles.open(file, StandardOpenOption.READ);
      channel = open;
    }
    buffer.clear();
    int read = open.read(buffer, position);
    if (read <= 0) {
      return null;
    }
    position += read;
    return untold(parser.feed(buffer.array(), 0, read));
  }

  /** The events that were waiting for more, once there will be no more. */
  List<RunEvent> finish() {
    return untold(parser.finish());
  }

  /** Why it failed, once {@link #finish} was called. */
  Diagnosis diagnose(ProcessEnd end) {
    return diagnoser.diagnose(end);
  }

  private List<RunEvent> untold(List<RunEvent> events) {
    int skipped = (int) Math.min(toSkip, events.size());
    toSkip -= skipped;
    return events.subList(skipped, events.size());
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
