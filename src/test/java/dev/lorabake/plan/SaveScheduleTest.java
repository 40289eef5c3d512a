package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SaveScheduleTest {
  private static final StepPlan TEN_EPOCHS_OF_18 = StepPlan.of(StepPlan.Input.of(18, 1600, 10));

  /** Rules with names and numbers of which most are not set. */
  private static SaveRules rules(
      @Nullable Long epochs,
      @Nullable Long steps,
      @Nullable Long ratio,
      @Nullable Long lastEpochs,
      @Nullable Long lastSteps) {
    return new SaveRules(
        "cat",
        ".safetensors",
        epochs,
        steps,
        ratio,
        lastEpochs,
        lastSteps,
        null,
        null,
        false,
        false);
  }

  private static SaveRules withStates(
      SaveRules rules, @Nullable Long lastEpochs, @Nullable Long lastSteps) {
    return new SaveRules(
        rules.outputName(),
        rules.extension(),
        rules.everyEpochs(),
        rules.everySteps(),
        rules.epochRatio(),
        rules.lastEpochs(),
        rules.lastSteps(),
        lastEpochs,
        lastSteps,
        true,
        false);
  }

  private static String text(SaveSchedule.Saves saves) {
    return saves.weights().stream()
        .map(save -> save.file() + "@" + save.step() + (save.kept() ? "" : "-"))
        .collect(Collectors.joining(" "));
  }

  @Test
  void savesAfterEpochsAndOnceAtTheEnd() {
    assertEquals(
        "cat-000003.safetensors@54 cat-000006.safetensors@108 cat-000009.safetensors@162"
            + " cat.safetensors@180",
        text(SaveSchedule.of(rules(3L, null, null, null, null), TEN_EPOCHS_OF_18)));
  }

  @Test
  void theLastEpochIsTheFinalFileAlone() {
    assertEquals(
        "cat-000005.safetensors@90 cat.safetensors@180",
        text(SaveSchedule.of(rules(5L, null, null, null, null), TEN_EPOCHS_OF_18)));
  }

  @Test
  void savesAtStepsTheLastOneAmongThem() {
    assertEquals(
        "cat-step00000060.safetensors@60 cat-step00000120.safetensors@120"
            + " cat-step00000180.safetensors@180 cat.safetensors@180",
        text(SaveSchedule.of(rules(null, 60L, null, null, null), TEN_EPOCHS_OF_18)));
  }

  @Test
  void aRatioMakesAtLeastThatManyPartsOfTheEpochs() {
    assertEquals(
        "cat-000003.safetensors@54 cat-000006.safetensors@108 cat-000009.safetensors@162"
            + " cat.safetensors@180",
        text(SaveSchedule.of(rules(7L, null, 3L, null, null), TEN_EPOCHS_OF_18)));
    assertEquals(
        10, SaveSchedule.of(rules(null, null, 99L, null, null), TEN_EPOCHS_OF_18).weights().size());
  }

  @Test
  void removesTheEpochsBeforeTheLast() {
    SaveSchedule.Saves saves = SaveSchedule.of(rules(2L, null, null, 2L, null), TEN_EPOCHS_OF_18);
    assertEquals(
        "cat-000002.safetensors@36- cat-000004.safetensors@72- cat-000006.safetensors@108"
            + " cat-000008.safetensors@144 cat.safetensors@180",
        text(saves));
    assertEquals(3, saves.mostWeights());
  }

  @Test
  void removesStepsBeyondTheirDistance() {
    // upstream's own example: every 10 with the last 30 kept removes step 10 at step 50
    StepPlan sixty = StepPlan.of(StepPlan.Input.of(60, 60, 0));
    assertEquals(
        "cat-step00000010.safetensors@10- cat-step00000020.safetensors@20-"
            + " cat-step00000030.safetensors@30 cat-step00000040.safetensors@40"
            + " cat-step00000050.safetensors@50 cat-step00000060.safetensors@60"
            + " cat.safetensors@60",
        text(SaveSchedule.of(rules(null, 10L, null, null, 30L), sixty)));
  }

  @Test
  void statesHaveTheirOwnCountOfKeptOnes() {
    SaveRules rules = rules(2L, null, null, 1L, null);
    SaveSchedule.Saves own = SaveSchedule.of(withStates(rules, 3L, null), TEN_EPOCHS_OF_18);
    assertEquals(4, own.statesKept()); // epochs 4, 6, 8 and the last
    SaveSchedule.Saves shared = SaveSchedule.of(withStates(rules, null, null), TEN_EPOCHS_OF_18);
    assertEquals(2, shared.statesKept());
  }

  @Test
  void namesFilesWithoutAnOutputNameAsUpstreamDoes() {
    SaveRules unnamed =
        new SaveRules(null, ".ckpt", 1L, 2L, null, null, null, null, null, false, false);
    assertEquals(
        List.of("at-step00000002.ckpt", "epoch-000001.ckpt", "at-step00000004.ckpt", "last.ckpt"),
        SaveSchedule.of(unnamed, StepPlan.of(StepPlan.Input.of(2, 4, 0))).weights().stream()
            .map(SaveSchedule.Save::file)
            .toList());
  }

  @Test
  void aContinuedTrainingEndsBelowItsTotal() {
    StepPlan resumed =
        StepPlan.of(StepPlan.Input.of(10, 100, 0, 1, 1, new StepPlan.Start(35, null, false)));
    assertEquals(
        "cat-000005.safetensors@20 cat.safetensors@70",
        text(SaveSchedule.of(rules(5L, null, null, null, null), resumed)));
  }
}
