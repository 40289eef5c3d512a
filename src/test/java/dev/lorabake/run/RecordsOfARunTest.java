package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.process.Processes;
import dev.lorabake.run.StopRequest.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small files of a run directory. */
class RecordsOfARunTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T18:40:00Z"));

  @TempDir Path folder;
  private RunDirectory run;

  @BeforeEach
  void makeTheRun() throws IOException {
    run = RunDirectory.create(folder, "cat", LocalDateTime.of(2026, 11, 23, 18, 40));
  }

  @Test
  void anExpectationIsReadAsItWasWritten() throws IOException {
    Path weights = Weights.write(folder.resolve("a.safetensors"));
    Expectation expected = Expectation.of(12L, weights, true);
    expected.write(run);
    assertEquals(Optional.of(expected), Expectation.read(run));
    Expectation none = Expectation.of(null, null, false);
    none.write(run);
    assertEquals(Optional.of(none), Expectation.read(run));
  }

  @Test
  void aFileIsFreshWhenItIsNotTheOneFromBefore() throws IOException {
    Path weights = folder.resolve("a.safetensors");
    Expectation expected = Expectation.of(12L, weights, false);
    assertFalse(expected.isFresh());
    Weights.write(weights);
    assertTrue(expected.isFresh());
    Expectation again = Expectation.of(12L, weights, false);
    assertFalse(again.isFresh());
    // an older time is a change, too: the clock may have been set back
    Files.setLastModifiedTime(weights, FileTime.fromMillis(1));
    assertTrue(again.isFresh());
  }

  @Test
  void aWishToStopIsReadAsItWasWritten() throws IOException {
    assertEquals(Optional.empty(), StopRequest.read(run));
    StopRequest.write(run, Mode.AFTER_CHECKPOINT, CLOCK);
    assertEquals(
        Optional.of(new StopRequest(Mode.AFTER_CHECKPOINT, CLOCK.instant(), null)),
        StopRequest.read(run));
    StopRequest written = StopRequest.write(run, Mode.NOW, CLOCK);
    assertEquals(Optional.of(written), StopRequest.read(run));
    StopRequest.withdraw(run);
    assertEquals(Optional.empty(), StopRequest.read(run));
  }

  @Test
  void aWishMadeByHandMeansAtOnce() throws IOException {
    Files.createFile(run.file(RunDirectory.STOP_REQUESTED));
    assertEquals(Mode.NOW, StopRequest.read(run).orElseThrow().mode());
  }

  @Test
  void aRunFromBeforeARestartOfTheMachineIsLost() throws Exception {
    run.write(
        RunDirectory.RECORD,
        "{\"version\": 1, \"boot_id\": \"another\", \"keeper\": {\"pid\": 1, \"start_ticks\": 1},"
            + " \"trainer\": {\"pid\": 1, \"pgid\": 1, \"start_ticks\": 1},"
            + " \"started\": \"2026-11-23T18:40:00.000Z\", \"cwd\": \"/\", \"argv\": [\"sh\"]}");
    RunStatus status = RunStatus.read(run, Surroundings.system(), entry -> {});
    assertEquals(
        new RunStatus(
            RunState.LOST,
            Outcome.of(
                Verdict.LOST, "the machine was restarted while it ran before its first step")),
        status);
  }

  @Test
  void afterARestartTheLogIsToldToItsEndAndNobodyIsSignalled() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      long ticks = Processes.here().find(stranger.pid()).orElseThrow().identity().startTicks();
      String who =
          "{\"pid\": %d, \"pgid\": 1, \"start_ticks\": %d}".formatted(stranger.pid(), ticks);
      run.write(
          RunDirectory.RECORD,
          "{\"version\": 1, \"boot_id\": \"another\", \"keeper\": "
              + who
              + ", \"trainer\": "
              + who
              + ", \"started\": \"2026-11-23T18:40:00.000Z\", \"cwd\": \"/\", \"argv\": [\"sh\"]}");
      Files.writeString(
          run.file(RunDirectory.TRAINER_LOG),
          "\rsteps:  50%|█████     | 7/14 [00:05<00:05,  1.17s/it, avr_loss=0.1]\n");
      assertFalse(run.isAlive(Processes.here()));
      RunStop.now(run, RunStop.GRACE, Surroundings.system());
      assertTrue(stranger.isAlive());
      StopRequest.withdraw(run);
      RunStatus status = RunStatus.read(run, Surroundings.system(), entry -> {});
      assertEquals(
          Outcome.of(Verdict.LOST, "the machine was restarted while it ran after step 7"),
          status.outcome());
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{\"mode\": 3}", "{\"mode\": \"now\", \"at\": \"soon\"}", "\0\0\0", "\u00ff"})
  void aDamagedWishMeansAtOnceAndStopsNoSupervisor(String content) throws IOException {
    Files.writeString(run.file(RunDirectory.STOP_REQUESTED), content);
    assertEquals(Mode.NOW, StopRequest.read(run).orElseThrow().mode());
    Files.write(run.file(RunDirectory.STOP_REQUESTED), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertEquals(Mode.NOW, StopRequest.read(run).orElseThrow().mode());
  }
}
