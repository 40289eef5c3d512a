package dev.lorabake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * Writes files that can be made anew: for their owner alone, and there whole or not at all, so that
 * two starts at once do not meet.
 */
public final class CacheFile {
  private CacheFile() {}

  /** What fills the file. */
  public interface Content {
    void into(Path draft) throws IOException;
  }

  /** Writes a text. */
  public static void write(Path file, String text) throws IOException {
    write(file, draft -> Files.writeString(draft, text));
  }

  /** Has a draft filled and puts it in the file's place; makes the folder where it is missing. */
  public static void write(Path file, Content content) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a folder");
    makePrivate(folder);
    // a temporary file is its owner's alone from the start, and stays so under its new name
    Path draft = Files.createTempFile(folder, "cache", ".draft");
    try {
      content.into(draft);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void makePrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }
}
