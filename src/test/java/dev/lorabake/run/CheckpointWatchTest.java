package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWatchTest {
  private static final Instant START = Instant.parse("2026-11-23T18:40:00Z");

  @TempDir Path folder;
  private Instant clock = START.plusSeconds(60);
  private CheckpointWatch watch;
  private Path file;
  private final Checkpoint begun = checkpoint(CheckpointStage.BEGUN, null, null);

  @BeforeEach
  void watchTheFolder() {
    watch = new CheckpointWatch(folder, START, () -> clock);
    file = folder.resolve("out.safetensors");
  }

  @Test
  void aFileThatStaysAsItIsIsRead() throws IOException {
    assertEquals(List.of(), look());
    write(Weights.bytes(), 1);
    assertEquals(List.of(), look(), "it may be growing");
    assertEquals(List.of(checkpoint(CheckpointStage.VERIFIED, 66L, null)), look());
  }

  @Test
  void aFileThatGrowsIsWaitedFor() throws IOException {
    write(Arrays.copyOf(Weights.bytes(), 40), 1);
    assertEquals(List.of(), look());
    assertEquals(List.of(), look());
    assertEquals(List.of(), look());
    write(Weights.bytes(), 2);
    assertEquals(List.of(), look());
    assertEquals(List.of(checkpoint(CheckpointStage.VERIFIED, 66L, null)), look());
  }

  @Test
  void aFileFromBeforeTheRunIsNotTheOneAnnounced() throws IOException {
    write(Weights.bytes(), -60);
    assertEquals(List.of(), look());
    assertEquals(List.of(), look());
  }

  @Test
  void aClockThatWasSetBackHidesNoNewFile() throws IOException {
    clock = START.minusSeconds(3600);
    write(Weights.bytes(), -3605);
    assertEquals(List.of(), look());
    assertEquals(List.of(checkpoint(CheckpointStage.VERIFIED, 66L, null)), look());
  }

  @Test
  void atTheEndWhatIsCutOrMissingIsBroken() throws IOException {
    assertEquals(
        List.of(checkpoint(CheckpointStage.BROKEN, null, "the file is not there")),
        watch.look(List.of(begun), true));
    write(Arrays.copyOf(Weights.bytes(), 65), 1);
    assertEquals(
        List.of(
            checkpoint(
                CheckpointStage.BROKEN,
                null,
                "the file is cut off in its values: 1 bytes of 66 are missing")),
        watch.look(List.of(begun), true));
  }

  private List<RunEvent> look() {
    return watch.look(List.of(begun), false);
  }

  private void write(byte[] content, long secondsAfterStart) throws IOException {
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.from(START.plusSeconds(secondsAfterStart)));
  }

  private static Checkpoint checkpoint(
      CheckpointStage stage, @Nullable Long bytes, @Nullable String problem) {
    return new Checkpoint("out.safetensors", CheckpointKind.WEIGHTS, stage, 1L, 6L, bytes, problem);
  }
}
