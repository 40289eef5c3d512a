package dev.lorabake.run;

import dev.lorabake.log.tensorboard.Scalar;
import dev.lorabake.log.tensorboard.ScalarParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the growing event file of one run's tracker, a portion at a time and only as far as it is
 * asked: {@code LOGGING_DIR/[PREFIX]YYYYmmddHHMMSS/TRACKER/events.out.tfevents.SECONDS.HOST.PID.0}
 * (sd-scripts library/train_util.py, accelerate's tracker). It is written behind each step at once.
 */
final class TrackerFile implements AutoCloseable {
  private static final int PORTION = 1 << 14;
  private static final int DEPTH = 3;
  private static final Pattern NAME = Pattern.compile("events\\.out\\.tfevents\\.(\\d{1,12})\\..*");

  private final FileChannel channel;
  private final ScalarParser parser = new ScalarParser();
  private final ByteBuffer buffer = ByteBuffer.allocate(PORTION);
  private final Queue<Scalar> read = new ArrayDeque<>();
  private long position;

  private TrackerFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * The event file of the run that started then; empty while there is none.
   *
   * @param loggingDir as upstream was told
   */
  static Optional<TrackerFile> find(Path loggingDir, Instant started) throws IOException {
    if (!Files.isDirectory(loggingDir)) {
      return Optional.empty();
    }
    Path top = loggingDir.toRealPath(); // a walk does not follow the link that it begins at
    Optional<Path> first;
    try (Stream<Path> files = Files.walk(top, DEPTH)) {
      first =
          files
              .filter(file -> file.getNameCount() == top.getNameCount() + DEPTH)
              .filter(file -> begun(file) != null)
              .filter(file -> Objects.requireNonNull(begun(file)) >= started.getEpochSecond())
              .min((a, b) -> Objects.requireNonNull(begun(a)).compareTo(begun(b)));
    } catch (UncheckedIOException e) {
      return Optional.empty(); // a folder went while we looked
    }
    try {
      return first.isEmpty() ? Optional.empty() : Optional.of(open(first.get()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  static TrackerFile open(Path file) throws IOException {
    return new TrackerFile(FileChannel.open(file, StandardOpenOption.READ));
  }

  private static @Nullable Long begun(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() ? Long.valueOf(name.group(1)) : null;
  }

  /** The next scalar, which stays the next one; null where the file holds no more now. */
  @Nullable Scalar peek() throws IOException {
    while (read.isEmpty() && !parser.isDamaged()) {
      buffer.clear();
      int length = channel.read(buffer, position);
      if (length <= 0) {
        return null;
      }
      position += length;
      List<Scalar> scalars = parser.feed(buffer.array(), 0, length);
      read.addAll(scalars);
    }
    return read.peek();
  }

  void pass() {
    read.remove();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
