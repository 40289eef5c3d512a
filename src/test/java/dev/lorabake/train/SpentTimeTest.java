package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Steps of two seconds; upstream prints a step's line after the saves and samples behind it. */
class SpentTimeTest {
  private static final Instant START = Instant.parse("2026-11-23T18:40:00Z");

  private final List<JournalEntry> entries = new ArrayList<>();

  private SpentTimeTest at(double seconds, RunEvent event) {
    entries.add(
        new JournalEntry(entries.size() + 1, START.plusMillis(Math.round(seconds * 1000)), event));
    return this;
  }

  private SpentTimeTest phase(double seconds, PhaseName name) {
    return at(seconds, new RunEvent.Phase(name, null, null));
  }

  private SpentTimeTest step(double seconds, long step) {
    return at(seconds, new RunEvent.Step(step, 9, 0.1, true, null, null, null));
  }

  private static RunEvent begun(String file) {
    return new RunEvent.Checkpoint(
        file, CheckpointKind.WEIGHTS, CheckpointStage.BEGUN, null, null, null, null);
  }

  private SpentTime spent() {
    return SpentTime.of(entries, START, 2);
  }

  private static void assertSeconds(double expected, @Nullable Double seconds) {
    assertNotNull(seconds);
    assertEquals(expected, seconds, 1e-6);
  }

  @Test
  void tellsTheStartWithoutCachingAndWithoutTheFirstStep() {
    phase(10, PhaseName.MODEL)
        .phase(30, PhaseName.LATENT_CACHE)
        .phase(50, PhaseName.LATENT_CACHE)
        .phase(90, PhaseName.NETWORK)
        .phase(95, PhaseName.TRAINING)
        .step(100, 1);
    assertSeconds(100 - 2 - 60, spent().start());
    assertEquals(60, spent().caching(), 1e-6);
  }

  @Test
  void leavesSamplesBeforeTheFirstStepOutOfTheStart() {
    phase(20, PhaseName.SAMPLING).phase(50, PhaseName.TRAINING).step(52, 1).step(54, 2);
    assertSeconds(20, spent().start());
    assertSeconds(30, spent().round(Part.SAMPLES));
  }

  @Test
  void dividesWhatLiesBetweenTwoStepsAmongItsParts() {
    step(2, 1)
        .step(4, 2)
        .phase(6, PhaseName.SAVING)
        .at(6, begun("a-000001.safetensors"))
        .phase(9, PhaseName.SAMPLING)
        .step(21, 3)
        .step(23, 4)
        .phase(25, PhaseName.SAVING)
        .phase(26, PhaseName.TRAINING)
        .step(26, 5);
    assertSeconds((3 + 1) / 2.0, spent().round(Part.SAVES));
    assertSeconds(12, spent().round(Part.SAMPLES));
    assertNull(spent().round(Part.VALIDATION));
  }

  @Test
  void countsTheLastSaveThoughNoStepFollows() {
    step(2, 1).step(4, 2).phase(4, PhaseName.SAVING).at(10, new RunEvent.Exit(0, null, Map.of()));
    assertSeconds(6, spent().round(Part.SAVES));
  }

  @Test
  void isNeverBelowNothing() {
    step(2, 1).phase(2, PhaseName.VALIDATION).step(2.5, 2).step(4, 3);
    assertSeconds(0, spent().round(Part.VALIDATION));
    assertNull(SpentTime.of(List.of(), START, 2).start());
  }
}
