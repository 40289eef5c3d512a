package dev.lorabake.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Forgets the folders that were learnt of longest ago, so that memories do not fill the disk. */
final class MemoryLimits {
  private static final int MOST_FILES = 200;
  private static final long MOST_BYTES = 256L << 20;

  /** What a process left that was ended while it wrote. */
  private static final Duration DRAFTS_LAST = Duration.ofHours(1);

  private MemoryLimits() {}

  private record Kept(Path file, long size, Instant at) {}

  /** Deletes what is too much in that folder; what cannot be deleted stays. */
  static void keep(Path home) throws IOException {
    keep(home, MOST_FILES, MOST_BYTES);
  }

  static void keep(Path home, int mostFiles, long mostBytes) throws IOException {
    List<Kept> newest = new ArrayList<>();
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.toList()) {
        BasicFileAttributes told = Files.readAttributes(file, BasicFileAttributes.class);
        Instant at = told.lastModifiedTime().toInstant();
        boolean draft = file.toString().endsWith(".draft");
        if (!draft && told.isRegularFile()) {
          newest.add(new Kept(file, told.size(), at));
        } else if (draft && at.plus(DRAFTS_LAST).isBefore(Instant.now())) {
          Files.deleteIfExists(file);
        }
      }
    }
    newest.sort(Comparator.comparing(Kept::at).reversed());
    long bytes = 0;
    for (int i = 0; i < newest.size(); i++) {
      bytes += newest.get(i).size;
      if (i > 0 && (i >= mostFiles || bytes > mostBytes)) {
        Files.deleteIfExists(newest.get(i).file);
      }
    }
  }
}
