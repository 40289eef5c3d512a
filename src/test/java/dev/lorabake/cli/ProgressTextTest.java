package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.train.RunProgress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The line of a running training, with the GPU where it fits. */
class ProgressTextTest {
  private static final Instant START = Instant.parse("2026-11-23T18:40:00Z");

  private RunProgress progress = RunProgress.start();

  private void tell(Duration after, RunEvent event) {
    progress = progress.after(new JournalEntry(1, START.plus(after), event));
  }

  private void steps(long total) {
    for (int i = 1; i <= 10; i++) {
      tell(
          Duration.ofSeconds(2L * i),
          new RunEvent.Step(total / 2 + i, total, 0.0923, true, null, null, null));
    }
  }

  private void look(int seconds, int gpu, double mib) {
    tell(
        Duration.ofSeconds(seconds),
        new RunEvent.Telemetry(gpu, 97.0, mib, 71.0, 168.21, 12288.0, START));
  }

  @Test
  void showsTheGpuBehindAShorterBar() {
    steps(600);
    String before = ProgressText.live(progress);
    look(20, 0, 10444);
    assertEquals(
        "████░░░░ 310/600  loss 0.0923  2.00 s/it  9 min 40 s left  GPU 97% 10.2G  71°C",
        ProgressText.live(progress));
    assertTrue(before.startsWith("██████████░░░░░░░░░░ 310/600"), before);
    assertEquals(
        "step 310/600  loss 0.0923  2.00 s/it  9 min 40 s left  GPU 97% 10.2G  71°C  168W",
        ProgressText.plain(progress));
  }

  @Test
  void leavesOutTheEpochForTheGpuAndTheGpuWhereNothingElseHelps() {
    tell(Duration.ZERO, new RunEvent.Epoch(5, 10));
    steps(2000);
    look(20, 0, 10444);
    String line = ProgressText.live(progress);
    assertTrue(line.endsWith("GPU 97% 10.2G") && line.length() <= 80, line);
    assertFalse(line.contains("epoch"), line);
    steps(20_000_000);
    look(20, 0, 10444);
    String large = ProgressText.live(progress);
    assertTrue(large.contains("epoch") && !large.contains("GPU"), large);
  }

  @Test
  void showsTheFullestOfSeveralCards() {
    steps(600);
    look(20, 0, 800);
    look(20, 1, 2048);
    assertTrue(ProgressText.plain(progress).contains("GPU 97% 2.0G"));
  }

  @Test
  void forgetsAGpuThatDoesNotAnswerAnyMore() {
    steps(600);
    look(20, 0, 800);
    tell(Duration.ofMinutes(4), new RunEvent.Step(320, 600, 0.09, true, null, null, null));
    assertFalse(ProgressText.plain(progress).contains("GPU"));
  }
}
