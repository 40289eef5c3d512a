package dev.lorabake.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Reads a trainer's log from some lines before its end on, and on as it grows; of a long log it
 * reads no more than that.
 */
public final class LogTail implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  /** A bar that was rewritten for hours is one line of many megabytes. */
  private static final long FURTHEST_BACK = 64L << 20;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
  private long position;

  private LogTail(FileChannel channel) {
    this.channel = channel;
  }

  /** Empty where the trainer has written nothing yet. */
  public static Optional<LogTail> open(RunDirectory run) throws IOException {
    Path file = run.file(RunDirectory.TRAINER_LOG);
    return Files.exists(file)
        ? Optional.of(new LogTail(PrivateFiles.open(file, StandardOpenOption.READ)))
        : Optional.empty();
  }

  /**
   * Goes to the beginning of the last lines; a last one without its end counts.
   *
   * @return whether that is further back than is looked, so that there are fewer, the first maybe
   *     without its beginning
   */
  public boolean toLast(long lines) throws IOException {
    long size = channel.size();
    position = size;
    if (lines <= 0) {
      return false;
    }
    long from = size;
    long ends = 0;
    while (from > 0 && size - from < FURTHEST_BACK) {
      long start = Math.max(0, from - CHUNK);
      int length = fill(start, (int) (from - start));
      for (int i = length - 1; i >= 0; i--) {
        boolean last = start + i == size - 1;
        if (buffer.get(i) == '\n' && !last && ++ends == lines) {
          position = start + i + 1;
          return false;
        }
      }
      from = start;
    }
    position = from;
    return from > 0;
  }

  /** Goes to the beginning. */
  public void toFirst() {
    position = 0;
  }

  /** Takes what a log holds. */
  @FunctionalInterface
  public interface Sink {
    /** The first bytes of an array that is lent. */
    void take(byte[] bytes, int length) throws IOException;
  }

  /** Hands on the next portion; false where there is nothing more now. */
  public boolean next(Sink sink) throws IOException {
    int length = fill(position, CHUNK);
    if (length == 0) {
      return false;
    }
    position += length;
    sink.take(buffer.array(), length);
    return true;
  }

  private int fill(long from, int most) throws IOException {
    buffer.clear().limit(most);
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, from + buffer.position());
      if (read <= 0) {
        break;
      }
    }
    return buffer.position();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
