package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.process.CommandResult;
import dev.lorabake.process.Commands;
import dev.lorabake.process.OtherJvm;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logs much larger than the memory that may read them: {@code -Dlorabake.log.megabytes=20000} makes
 * them as long as one likes.
 */
@Timeout(1800)
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads the peak of memory from /proc")
class LongLogTest {
  private static final long MEGABYTES = Long.getLong("lorabake.log.megabytes", 200);
  private static final long MOST_KILOBYTES = 200_000;

  @TempDir Path folder;
  private RunDirectory run;

  @BeforeEach
  void prepareARunThatHasEnded() throws IOException {
    run = RunDirectory.create(folder, "cat", LocalDateTime.of(2026, 11, 23, 18, 40));
    run.write(
        RunDirectory.EXIT,
        "{\"version\": 1, \"code\": 0, \"signal\": null, \"ended\": \"2026-11-23T19:40:00Z\"}");
  }

  /** A line without its end, of zero bytes that take no room on the disk. */
  @Test
  void oneLineOfHundredsOfMegabytesTakesNoMemory() throws Exception {
    try (RandomAccessFile log = open()) {
      log.write(bar(3).getBytes(StandardCharsets.UTF_8));
      log.setLength(MEGABYTES << 20);
      log.seek(log.length());
      log.write(("\n" + bar(7)).getBytes(StandardCharsets.UTF_8));
    }
    assertFollowed(7);
  }

  @Test
  void barsWithoutEndTakeNoMemory() throws Exception {
    StringBuilder many = new StringBuilder();
    for (int step = 1; step <= 1000; step++) {
      many.append(bar(step).repeat(10));
    }
    byte[] block = many.toString().getBytes(StandardCharsets.UTF_8);
    try (RandomAccessFile log = open()) {
      for (long written = 0; written < (MEGABYTES << 20) / 2; written += block.length) {
        log.write(block);
      }
    }
    assertFollowed(1000);
  }

  private RandomAccessFile open() throws IOException {
    return new RandomAccessFile(run.file(RunDirectory.TRAINER_LOG).toFile(), "rw");
  }

  private static String bar(int step) {
    return "\rsteps:  50%%|█████     | %d/1000 [00:05<00:05,  1.17s/it, avr_loss=0.1]"
        .formatted(step);
  }

  private void assertFollowed(long lastStep) throws Exception {
    CommandResult result =
        Commands.run(
            OtherJvm.command(List.of("-Xmx48m"), LongLogMain.class, List.of(run.path().toString())),
            Duration.ofMinutes(25),
            Map.of());
    assertTrue(result.ok(), result::toString);
    List<String> said = result.stdout().lines().toList();
    assertEquals("step " + lastStep, said.get(1), result::toString);
    long kilobytes = Long.parseLong(said.get(2).split(" ", -1)[1]);
    assertTrue(kilobytes < MOST_KILOBYTES, () -> kilobytes + " kB at most");
  }
}
