package dev.lorabake.dataset;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What tells from outside whether a file is still the one that was read.
 *
 * @param modified nanoseconds since 1970
 * @param changed when anything of the file changed, its name and rights among them, in nanoseconds
 *     since 1970: nobody can set it back; {@code modified} once more where the system has none
 * @param key the inode, mixed with its disk; where the system has none, when the file was made,
 *     which a file put in its place does not share
 */
record FileIdentity(long size, long modified, long changed, long key) {
  private static final boolean UNIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  /** A clock may stand still that long, and a file be written twice meanwhile. */
  private static final long COARSEST_CLOCK = TimeUnit.SECONDS.toNanos(2);

  static FileIdentity of(Path file) throws IOException {
    if (UNIX) {
      Map<String, Object> told =
          Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino,dev");
      return new FileIdentity(
          number(told, "size"),
          nanos(told, "lastModifiedTime"),
          nanos(told, "ctime"),
          number(told, "ino") + 31 * number(told, "dev"));
    }
    BasicFileAttributes told = Files.readAttributes(file, BasicFileAttributes.class);
    long modified = told.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    return new FileIdentity(
        told.size(), modified, modified, told.creationTime().to(TimeUnit.NANOSECONDS));
  }

  /**
   * Whether it was let alone long enough before that moment for a later change to show.
   *
   * @param nanos since 1970
   */
  boolean settledBefore(long nanos) {
    return Math.max(modified, changed) < nanos - COARSEST_CLOCK;
  }

  private static long number(Map<String, Object> told, String name) {
    return told.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static long nanos(Map<String, Object> told, String name) {
    return told.get(name) instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : Long.MAX_VALUE;
  }
}
