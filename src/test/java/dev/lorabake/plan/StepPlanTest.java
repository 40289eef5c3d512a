package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.plan.StepPlan.Input;
import dev.lorabake.plan.StepPlan.Start;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepPlanTest {
  @ParameterizedTest
  @CsvSource({
    "18, 10, 1, 1, 180",
    "18, 10, 1, 4, 50",
    "18, 10, 2, 4, 30",
    "33, 3, 1, 4, 27",
    "100, 3, 1, 8, 39",
    "17, 10, 1, 1, 170",
    "17, 10, 1, 4, 50",
    "17, 10, 2, 4, 30",
  })
  void epochsDecideTheSteps(
      long batches, long epochs, long processes, long accumulation, long steps) {
    StepPlan plan =
        StepPlan.of(Input.of(batches, 1600, epochs, processes, accumulation, Start.BEGINNING));
    assertEquals(steps, plan.totalSteps());
    assertEquals(epochs, plan.epochs());
  }

  @ParameterizedTest
  @CsvSource({"17, 1, 1, 17, 17, 95", "17, 2, 4, 9, 3, 534", "100, 1, 8, 100, 13, 124"})
  void stepsDecideTheEpochs(
      long batches, long processes, long accumulation, long share, long updates, long epochs) {
    StepPlan plan =
        StepPlan.of(Input.of(batches, 1600, 0, processes, accumulation, Start.BEGINNING));
    assertEquals(share, plan.batchesPerProcess());
    assertEquals(updates, plan.updatesPerEpoch());
    assertEquals(epochs, plan.epochs());
    assertEquals(1600, plan.totalSteps());
  }

  @Test
  void aContinuedTrainingCountsItsStepsFromTheStart() {
    StepPlan plan = StepPlan.of(Input.of(10, 100, 0, 1, 1, new Start(35, null, false)));
    assertEquals(3, plan.firstEpoch());
    assertEquals(0, plan.firstStep());
    assertEquals(0, plan.skippedBatches());
  }

  @Test
  void skippingBatchesCountsFromTheRemainder() {
    StepPlan plan = StepPlan.of(Input.of(10, 100, 0, 1, 1, new Start(35, null, true)));
    assertEquals(3, plan.firstEpoch());
    assertEquals(5, plan.firstStep());
    List<String> epochs = new ArrayList<>();
    TrainingWalk.walk(
        plan, epoch -> epochs.add(epoch.number() + ":" + epoch.from() + "-" + epoch.to()));
    assertEquals("4:5-10", epochs.get(0));
    assertEquals("5:10-20", epochs.get(1));
  }

  @Test
  void initialEpochIsDividedByTheProcessesTwice() {
    // 20 batches on 2 processes: each sees 10, and upstream takes ceil(10 / 2) for an epoch
    StepPlan plan = StepPlan.of(Input.of(20, 100, 0, 2, 1, new Start(0, 5L, false)));
    assertEquals(2, plan.firstEpoch());
  }

  @Test
  void aStartAtTheEndIsRefused() {
    assertTrue(StepPlan.startsTooLate(Input.of(10, 100, 0, 1, 1, new Start(100, null, false))));
    assertTrue(!StepPlan.startsTooLate(Input.of(10, 100, 0, 1, 1, new Start(99, null, false))));
  }
}
