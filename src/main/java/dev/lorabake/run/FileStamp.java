package dev.lorabake.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What tells two versions of a file apart without reading it.
 *
 * @param modifiedMillis since 1970
 */
public record FileStamp(long bytes, long modifiedMillis) {
  /** How exactly file systems tell when a file was written. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** Empty when there is no such file. */
  public static Optional<FileStamp> of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether it was written before that moment for certain. */
  public boolean isOlderThan(Instant moment) {
    return Instant.ofEpochMilli(modifiedMillis).isBefore(moment.minus(TOLERANCE));
  }

  /** Whether it was written after that moment for certain. */
  public boolean isNewerThan(Instant moment) {
    return Instant.ofEpochMilli(modifiedMillis).isAfter(moment.plus(TOLERANCE));
  }
}
