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
 * @param headers when the headers of images and captions are kept
 */
public record Scanning(@Nullable Path memories, Progress progress, Clock clock, Headers headers) {
  /** Every file is read, and nobody hears of it. */
  public static final Scanning PLAIN =
      new Scanning(null, Progress.NONE, Clock.systemUTC(), Headers.ALWAYS);

  /** When headers and captions are remembered, whose reading is short on a fast disk. */
  public enum Headers {
    ALWAYS,
    /** Where reading them took longer than asking whether they are the same still. */
    WHERE_SLOW
  }

  /** Memories in that folder of what is slow to learn, and nobody hears of it. */
  public static Scanning remembering(Path memories) {
    return new Scanning(memories, Progress.NONE, Clock.systemUTC(), Headers.WHERE_SLOW);
  }

  public Scanning telling(Progress other) {
    return new Scanning(memories, other, clock, headers);
  }

  /** The memory of headers and captions. */
  FolderMemory headerMemory(String subject) {
    FolderMemory memory = memory(subject);
    return headers == Headers.WHERE_SLOW ? memory.whereSlow() : memory;
  }

  /** The memory of what was learnt before, on the way that the subject names. */
  FolderMemory memory(String subject) {
    Instant now = clock.instant();
    return FolderMemory.of(
        memories, subject, now.getEpochSecond() * 1_000_000_000L + now.getNano());
  }
}
