package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant START = Instant.parse("2026-11-23T18:00:00Z");

  private static RunProgress steps(int count, Duration each, Duration startUp) {
    RunProgress progress = RunProgress.start();
    for (int step = 1; step <= count; step++) {
      Instant at = START.plus(startUp).plus(each.multipliedBy(step));
      progress =
          progress.after(
              new JournalEntry(step, at, new RunEvent.Step(step, 1000, 0.1, true, null, 9.0, 1L)));
    }
    return progress;
  }

  @Test
  void isWhatTheStepsTookAndNotWhatTheBarSays() {
    RunProgress progress = steps(300, Duration.ofMillis(500), Duration.ofSeconds(90));
    assertEquals(0.5, Objects.requireNonNull(progress.secondsPerStep()), 1e-6);
    assertEquals(Duration.ofSeconds(350), progress.remaining().orElseThrow());
  }

  @Test
  void isUnknownBeforeTwoSteps() {
    assertNull(steps(1, Duration.ofSeconds(1), Duration.ZERO).secondsPerStep());
  }

  @Test
  void forgetsAnEarlierPaceWithinSeconds() {
    Pace pace = Pace.unknown();
    Instant at = START;
    for (int step = 1; step <= 100; step++) {
      at = at.plusSeconds(1);
      pace = pace.after(step, at);
    }
    for (int step = 101; step <= 130; step++) {
      at = at.plusSeconds(4);
      pace = pace.after(step, at);
    }
    assertEquals(4.0, Objects.requireNonNull(pace.secondsPerStep()), 1e-6);
  }

  @Test
  void survivesAClockThatGoesBack() {
    Pace pace = Pace.unknown().after(1, START).after(2, START.plusSeconds(2));
    pace = pace.after(3, START.minusSeconds(3600)).after(4, START.minusSeconds(3598));
    assertEquals(2.0, Objects.requireNonNull(pace.secondsPerStep()), 1e-6);
  }
}
