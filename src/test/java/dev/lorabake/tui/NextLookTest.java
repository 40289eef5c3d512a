package dev.lorabake.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextLookTest {
  @ParameterizedTest
  @CsvSource({"PT0.01S, 8", "PT0.2S, 8", "PT1S, 40", "PT6S, 240", "PT1H, 240"})
  void restsTenTimesAsLongAsALookTakesAndTwoSecondsAtLeast(Duration took, int ticks) {
    assertEquals(ticks, NextLook.after(took));
  }
}
