package dev.lorabake.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders for the owner alone from the moment they exist, never through a link, and there
 * whole or not at all. Where the file system knows no such modes (Windows), the folder's own rights
 * count.
 */
public final class PrivateFiles {
  private static final FileAttribute<?>[] FOLDER = mode("rwx------");
  private static final FileAttribute<?>[] FILE = mode("rw-------");
  private static final FileAttribute<?>[] SCRIPT = mode("rwx------");

  private PrivateFiles() {}

  private static FileAttribute<?>[] mode(String permissions) {
    boolean posix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Makes one folder; throws {@link java.nio.file.FileAlreadyExistsException} when it is there. */
  static void createFolder(Path folder) throws IOException {
    Files.createDirectory(folder, FOLDER);
  }

  /** Makes a folder with those above it; one that is there stays as it is. */
  public static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, FOLDER);
  }

  /** Makes the file if it is missing; a link in its place is an error. */
  public static void touch(Path file) throws IOException {
    open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
  }

  static FileChannel open(Path file, OpenOption... options) throws IOException {
    Set<OpenOption> all = new HashSet<>(Set.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, all, FILE);
  }

  /** Puts the content in place by temp, fsync and rename: readers see the old or the new. */
  public static void write(Path file, byte[] content, boolean script) throws IOException {
    Path folder = file.getParent();
    if (folder == null) {
      throw new FileNotFoundException("no folder: " + file);
    }
    Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".draft", FILE);
    try {
      if (script) {
        Files.delete(draft);
        Files.createFile(draft, SCRIPT);
      }
      try (FileChannel channel =
          FileChannel.open(draft, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        writeAll(channel, content);
        channel.force(true);
      }
      move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
    syncFolder(folder);
  }

  /** Deletes a file or a folder with all in it; a link itself, never what it leads to. */
  static void deleteTree(Path top) throws IOException {
    if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static void move(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Makes a rename last. Some file systems of containers, and Windows, cannot do this for a folder;
   * the rename itself is whole there, too.
   */
  private static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return;
    }
  }
}
