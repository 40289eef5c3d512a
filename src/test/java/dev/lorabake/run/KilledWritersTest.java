package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.Eventually;
import dev.lorabake.process.OtherJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes is killed at random: readers see the old content or the new. */
@Timeout(600)
class KilledWritersTest {
  @TempDir Path folder;
  private RunDirectory run;
  private Path file;

  @BeforeEach
  void makeTheRun() throws IOException {
    run = RunDirectory.create(folder, "cat", LocalDateTime.of(2026, 11, 23, 18, 40));
    file = run.file(RunDirectory.EXPECTED);
  }

  @Test
  void aFileOfLorabakeIsOldOrNew() throws Exception {
    for (long seed : Kills.seeds(3)) {
      Random random = new Random(seed);
      Files.deleteIfExists(file);
      Process writer =
          OtherJvm.start(folder.resolve("writer.out"), WriterMain.class, run.path().toString());
      Eventually.isTrue("the first write", () -> Files.exists(file));
      for (int i = 0; i < 200; i++) {
        assertWhole(seed);
      }
      LockSupport.parkNanos(random.nextInt(50_000_000));
      writer.destroyForcibly().waitFor();
      assertWhole(seed);
    }
  }

  private void assertWhole(long seed) throws IOException {
    JsonObject read = Json.object(Files.readString(file), "expected.json");
    assertEquals(read.whole("version"), read.whole("end"), () -> "seed " + seed);
    assertEquals(20_000, read.text("a").length(), () -> "seed " + seed);
  }

  /** Makes new files of that name for ever, as each run makes its own once. */
  private static final String KEEPERS_FILE =
      "import sys, os; sys.path.insert(0, sys.argv[1]); import keeper\n"
          + "n = 0\n"
          + "while True:\n"
          + "    n += 1\n"
          + "    keeper.DurableFile(sys.argv[2], 'record.json')"
          + ".publish({'version': n, 'a': 'x' * 2000, 'end': n})\n";

  @Test
  void aFileOfTheKeeperIsOldOrNew() throws Exception {
    Path record = run.file(RunDirectory.RECORD);
    int seen = 0;
    for (long seed : Kills.seeds(6)) {
      Random random = new Random(seed);
      Files.deleteIfExists(record);
      Process writer =
          new ProcessBuilder(
                  List.of(
                      "python3",
                      "-c",
                      KEEPERS_FILE,
                      Path.of("python-env").toAbsolutePath().toString(),
                      run.path().toString()))
              .inheritIO()
              .start();
      try {
        Eventually.isTrue("the first write", () -> Files.exists(record));
        for (int i = 0; i < 200; i++) {
          seen += readWhole(record, seed);
        }
        LockSupport.parkNanos(random.nextInt(50_000_000));
      } finally {
        writer.destroyForcibly().waitFor();
      }
      seen += readWhole(record, seed);
    }
    assertTrue(seen > 0, "nothing was written");
  }

  private static int readWhole(Path record, long seed) throws IOException {
    try {
      JsonObject read = Json.object(Files.readString(record), "record.json");
      assertEquals(read.whole("version"), read.whole("end"), () -> "seed " + seed);
      return 1;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
