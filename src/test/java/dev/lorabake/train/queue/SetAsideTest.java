package dev.lorabake.train.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.SetAside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the bench has a shell script for its Python")
class SetAsideTest {
  @TempDir Path top = Path.of("");

  @Test
  void movesWhatTheEarlierAttemptLeftAndNothingOlder() throws IOException, InterruptedException {
    QueueBench bench = new QueueBench(top);
    long number = bench.add().getFirst();
    Entry entry = bench.queue.list().entries().getFirst();
    Prepared prepared = bench.prepare(entry, bench.queue.recipe(number));
    Path output = Files.createDirectories(top.resolve("project/output"));
    Instant started = Instant.parse("2026-11-26T06:00:00Z");
    Path own = write(output.resolve("sks-shape-000001.safetensors"), started.plusSeconds(60));
    Path older = write(output.resolve("sks-shape-000002.safetensors"), started.minusSeconds(60));
    Path others = write(output.resolve("sks-dog.safetensors"), started.plusSeconds(60));
    RunDirectory run = RunDirectory.named(bench.runs, "2026-11-26T06-00-q1-sks-shape");
    run.write(
        RunDirectory.RECORD,
        """
        {"boot_id": "gone", "keeper": {"pid": 1, "start_ticks": 1},
         "trainer": {"pid": 2, "start_ticks": 2}, "started": "%s", "cwd": "/", "argv": []}
        """
            .formatted(started));
    SetAside.of(run, prepared);
    Path kept = run.file(RunDirectory.OUTPUT).resolve(own.getFileName());
    assertEquals(own.toString(), Files.readString(kept));
    assertTrue(Files.notExists(own) && Files.exists(older) && Files.exists(others));
  }

  private static Path write(Path file, Instant at) throws IOException {
    Files.writeString(file, file.toString());
    return Files.setLastModifiedTime(file, FileTime.from(at));
  }
}
