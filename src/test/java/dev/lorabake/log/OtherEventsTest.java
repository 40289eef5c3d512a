package dev.lorabake.log;

import static dev.lorabake.log.Feed.bar;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checkpoints, samples, validation, warnings and lines of no interest. */
class OtherEventsTest {
  @Test
  void aCheckpointHasTheNumberInItsName() {
    assertEquals(
        List.of(
            "checkpoint weights begun epoch 1 /out/cat-000001.safetensors",
            "checkpoint weights begun step 20 /out/cat-step00000020.safetensors",
            "checkpoint weights removed step 10 /out/cat-step00000010.safetensors"),
        checkpoints(
            "epoch 1/2",
            "saving checkpoint: /out/cat-000001.safetensors",
            "saving checkpoint: /out/cat-step00000020.safetensors",
            "removing old checkpoint: /out/cat-step00000010.safetensors"));
  }

  @Test
  void aNumberInTheUsersOwnNameIsNoEpoch() {
    assertEquals(
        List.of("checkpoint weights begun epoch 2 step 7 C:\\out\\cat-202401.safetensors"),
        checkpoints(
            "epoch 2/2", bar(7, 7, "1"), "saving checkpoint: C:\\out\\cat-202401.safetensors"));
  }

  @Test
  void theLastCheckpointCountsTheStepsThatWereSkipped() {
    assertEquals(
        List.of("checkpoint weights begun epoch 2 step 10 /out/cat.safetensors"),
        checkpoints(
            "  total optimization steps / 学習ステップ数: 10",
            "skipping 4 steps / 4ステップをスキップします",
            "epoch 2/2",
            bar(6, 6, "1"),
            "saving checkpoint: /out/cat.safetensors"));
  }

  @Test
  void stepsOfEpochsThatWereSkippedCountNowhere() {
    // as upstream's own names do: after skipping 14 steps, 10 of them an epoch, they begin at 4
    assertEquals(
        List.of("checkpoint weights begun epoch 2 step 10 /out/cat.safetensors"),
        checkpoints(
            "  total optimization steps / 学習ステップ数: 20",
            "skipping 14 steps / 14ステップをスキップします",
            "skipping epoch 1 because initial_step (multiplied) is 14",
            "epoch 2/2",
            bar(6, 16, "1"),
            "saving checkpoint: /out/cat.safetensors"));
  }

  @Test
  void statesOfOlderAccelerateAreKnown() {
    assertEquals(
        List.of(
            "checkpoint state begun /out/cat-state",
            "checkpoint state written /out/cat-state",
            "checkpoint state removed step 2 /out/cat-step00000002-state"),
        checkpoints(
            "2026-11-23 18:22:24 INFO     Saving current state to /out/cat-state",
            "                    INFO     Random states saved in /out/cat-state/random_states_0.pkl",
            "                    INFO     removing old state: /out/cat-step00000002-state"));
  }

  @Test
  void aValidationHasTheLossOfItsLastBar() {
    assertEquals(
        List.of("validation loss 1.16 step 0"),
        Feed.events(
            "validation",
            List.of(
                validation(0, null),
                validation(1, null),
                validation(1, "1.2"),
                validation(2, "1.2"),
                validation(2, "1.16"),
                bar(1, 9, "1"))));
  }

  @Test
  void aFinishedValidationBarPrintedAgainIsNotTheNextOnes() {
    assertEquals(
        List.of("validation loss 1.0 step 0", "validation loss 2.0 step 0"),
        Feed.events(
            "validation",
            List.of(
                validation(0, null),
                validation(1, "1"),
                validation(2, "1"),
                validation(0, null),
                validation(2, "1"),
                validation(1, "2"),
                validation(2, "2"),
                "epoch 2/2")));
  }

  @Test
  void aValidationThatWasBrokenOffHasNoLoss() {
    assertEquals(
        List.of(),
        Feed.events("validation", List.of(validation(0, null), validation(1, "1"), "Killed")));
  }

  @Test
  void samplesAreToldWithTheirStep() {
    assertEquals(
        List.of("phase sampling", "sample begun step 40 epoch 3"),
        Feed.events("epoch 3/9", "Generating sample images at step 40").stream().skip(1).toList());
  }

  @Test
  void aPythonWarningIsOneEventWithItsSource() {
    assertEquals(
        List.of(
            "warning FutureWarning: The configuration of this scheduler: X { is outdated. <- p.py:221",
            "warning UserWarning: Port `29500` is already in use. <- launch.py:236",
            "epoch 1/2"),
        Feed.events(
            "/venv/diffusers/p.py:221: FutureWarning: The configuration of this scheduler: X {",
            "  \"beta_end\": 0.012,",
            "}",
            " is outdated.",
            "  deprecate(\"steps_offset!=1\")",
            "/venv/launch.py:236: UserWarning: Port `29500` is already in use.",
            "  warnings.warn(",
            "epoch 1/2"));
  }

  @Test
  void loggersOfOthersAreKnownByTheirForm() {
    assertEquals(
        List.of(
            "warning Received 15 death signal <- launcher",
            "error -: failed (exitcode: -9) local_rank: 0 (pid: 4) <- launcher",
            "error -: [Rank 2] Watchdog caught collective operation timeout",
            "warning no module matched <- LyCORIS"),
        Feed.events(
            "W1123 18:57:45.506000 24345 torch/distributed/elastic/agent/server/api.py:753] Received"
                + " 15 death signal",
            "E1123 18:57:46.506000 24345 torch/d/api.py:1002] failed (exitcode: -9) local_rank: 0"
                + " (pid: 4)",
            "[E ProcessGroupNCCL.cpp:828] [Rank 2] Watchdog caught collective operation timeout",
            "2026-11-23 18:53:29.123456: I tensorflow/core/platform/cpu.cc:182] optimized",
            "[2026-11-23 18:53:29,123] [INFO] [real_accelerator.py:191:get] Setting to cuda",
            "2026-11-23 18:53:29|[LyCORIS]-\u001b[0;32mINFO\u001b[0m: create LyCORIS",
            "2026-11-23 18:53:29|[LyCORIS]-\u001b[0;33mWARNING\u001b[0m: no module matched"));
  }

  @Test
  void aLineThatNobodyKnowsIsToldAsItIs() {
    assertEquals(List.of("unrecognized something new"), Feed.events("something new"));
  }

  @Test
  void aVeryLongLineIsToldByItsBeginningAndItsEnd() {
    String event = Feed.events("something " + "x".repeat(100_000) + " new").getFirst();
    assertEquals("unrecognized something ".length() + 2990 + 3 + 1000, event.length());
  }

  private static String validation(int done, @Nullable String loss) {
    return "validation steps:  1%%|  | %d/2 [00:00<00:00, 3.31it/s%s]"
        .formatted(done, loss == null ? "" : ", val_avg_loss=" + loss);
  }

  private static List<String> checkpoints(String... log) {
    return Feed.events("checkpoint", List.of(log));
  }
}
