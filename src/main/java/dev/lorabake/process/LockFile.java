package dev.lorabake.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A lock that the operating system holds on a file: it is free as soon as its holder is gone,
 * however that went. Python's {@code fcntl.lockf} and this see each other.
 */
public final class LockFile implements AutoCloseable {
  /**
   * What this program holds itself. POSIX drops a process's locks on a file when the process closes
   * any handle of it, so a file of our own must not be opened just to look.
   */
  private static final Set<Path> OWN = new HashSet<>();

  private final Path path;
  private final FileChannel channel;

  private LockFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Takes the lock of an existing file; empty when somebody holds it. */
  public static Optional<LockFile> tryTake(Path file) throws IOException {
    synchronized (OWN) {
      Path path = file.toRealPath();
      if (OWN.contains(path)) {
        return Optional.empty();
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      FileLock lock = null;
      try {
        lock = channel.tryLock();
      } finally {
        if (lock == null) {
          channel.close();
        }
      }
      if (lock == null) {
        return Optional.empty();
      }
      OWN.add(path);
      return Optional.of(new LockFile(path, channel));
    }
  }

  /** Whether anybody holds the lock now. Looking is a shared lock for a moment. */
  public static boolean isHeld(Path file) throws IOException {
    synchronized (OWN) {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      if (OWN.contains(file.toRealPath())) {
        return true;
      }
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
          FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
        return lock == null;
      }
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (OWN) {
      channel.close();
      OWN.remove(path);
    }
  }
}
