package dev.lorabake.dataset;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How files are looked at, beside what is read of them.
 *
 * @param memories the folder that keeps what was learnt of files, {@code null} to keep nothing
 * @param clock of the file system's times
 */
public record Scanning(@Nullable Path memories, Progress progress, Clock clock) {
  /** Every file is read, and nobody hears of it. */
  public static final Scanning PLAIN = new Scanning(null, Progress.NONE, Clock.systemUTC());

  /** Memories in that folder, and nobody hears of it. */
  public static Scanning remembering(Path memories) {
    return new Scanning(memories, Progress.NONE, Clock.systemUTC());
  }

  public Scanning telling(Progress other) {
    return new Scanning(memories, other, clock);
  }

  /** The memory of what was learnt before, on the way that the subject names. */
  FolderMemory memory(String subject) {
    Instant now = clock.instant();
    return FolderMemory.of(
        memories, subject, now.getEpochSecond() * 1_000_000_000L + now.getNano());
  }
}
