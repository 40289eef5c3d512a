package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class MeasureWatchTest {
  private static final Instant START = Instant.parse("2026-11-23T18:40:00Z");

  private final MeasureWatch watch = new MeasureWatch(MeasureGoal.USUAL);

  /** The first step after which it is done; each takes as long as the function says. */
  private long doneAfter(LongToDoubleFunction seconds) {
    double at = 0;
    for (long step = 1; step <= 20_000; step++) {
      at += seconds.applyAsDouble(step);
      Instant now = START.plusMillis(Math.round(at * 1000));
      watch.accept(
          new JournalEntry(
              step, now, new RunEvent.Step(step, 20_000, 0.1, true, null, null, null)));
      if (watch.isDone(now)) {
        return step;
      }
    }
    return 0;
  }

  @Test
  void isDoneAfterTwentyStepsOfASlowCard() {
    assertEquals(20, doneAfter(step -> 10));
  }

  @Test
  void seesQuickStepsForTenSeconds() {
    assertEquals(201, doneAfter(step -> 0.05));
  }

  @Test
  void waitsUntilTheFirstSlowStepsAreOutweighed() {
    long step = doneAfter(n -> n < 8 ? 40 : 2);
    assertTrue(step > 20 && step < 100, "step " + step);
  }

  @Test
  void endsAtItsTimeWhereThePaceNeverSettles() {
    assertEquals(7, doneAfter(step -> 100));
  }

  @Test
  void endsATrainerThatHangsAfterAStepAndWaitsForTheFirst() {
    assertFalse(watch.isDone(START.plus(Duration.ofDays(1))));
    watch.accept(new JournalEntry(1, START, new RunEvent.Step(1, 9, 0.1, true, null, null, null)));
    assertFalse(watch.isDone(START.plus(Duration.ofMinutes(9))));
    assertTrue(watch.isDone(START.plus(Duration.ofMinutes(10))));
  }
}
