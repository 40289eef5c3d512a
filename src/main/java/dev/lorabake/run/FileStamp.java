package dev.lorabake.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * What tells two versions of a file apart without reading it.
 *
 * @param modifiedMillis since 1970
 */
record FileStamp(long bytes, long modifiedMillis) {
  /** Empty when there is no such file. */
  static Optional<FileStamp> of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
