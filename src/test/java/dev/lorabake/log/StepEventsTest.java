package dev.lorabake.log;

import static dev.lorabake.log.Feed.bar;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of the bars is a step, and which loss is its own. */
class StepEventsTest {
  private static final String ONE_BATCH = "  gradient accumulation steps / 勾配 = 1";
  private static final String TWO_BATCHES = "  gradient accumulation steps / 勾配 = 2";

  @Test
  void aStepHasTheLossOfItsLastBar() {
    assertEquals(
        List.of("step 1/4 loss 1.21 s/it 2.0", "step 2/4 loss 1.16 s/it 2.0"),
        steps(bar(1, 4, null), bar(1, 4, "1.21"), bar(2, 4, "1.21"), bar(2, 4, "1.16")));
  }

  @Test
  void noStepIsLostWhereTheFirstBarOfThePairIsMissing() {
    assertEquals(
        List.of(
            "step 1/4 loss 1.0 s/it 2.0",
            "step 2/4 loss 2.0 s/it 2.0",
            "step 3/4 loss 3.0 s/it 2.0"),
        steps(ONE_BATCH, bar(1, 4, "1"), bar(2, 4, "2"), bar(3, 4, "3")));
  }

  @Test
  void theBatchesOfAnAccumulatedStepAreOneStep() {
    assertEquals(
        List.of("step 1/6 loss 1.07 s/it 2.0 epoch 1", "step 2/6 loss 1.1 s/it 2.0 epoch 1"),
        steps(
            TWO_BATCHES,
            "\nepoch 1/2\n",
            bar(0, 6, null),
            bar(0, 6, "1.12"),
            bar(1, 6, "1.12"),
            bar(1, 6, "1.12"),
            bar(1, 6, "1.07"),
            bar(2, 6, "1.07"),
            bar(2, 6, "1.11"),
            bar(2, 6, "1.1"),
            "\nepoch 2/2\n",
            bar(2, 6, "1.3")));
  }

  @Test
  void aStepIsToldBeforeItsRowEnds() {
    LogParser parser = new LogParser();
    List<String> told = new ArrayList<>();
    for (String part : List.of(ONE_BATCH + "\n", bar(1, 4, null), bar(1, 4, "1.2"))) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      told.addAll(Feed.lines(parser.feed(bytes, 0, bytes.length)));
    }
    assertEquals(List.of("phase training", "step 1/4 loss 1.2 s/it 2.0"), told);
  }

  @Test
  void aLossThatIsNoNumberIsTold() {
    assertEquals(
        List.of(
            "step 1/4 loss not finite s/it 2.0",
            "step 2/4 loss not finite s/it 2.0",
            "step 3/4 s/it 2.0"),
        steps(bar(1, 4, "nan"), bar(2, 4, "inf"), bar(3, 4, null)));
  }

  @Test
  void readsTheLearningRateWhereAnOlderTrainerPrintsOne() {
    assertEquals(
        List.of("step 1/9 loss 0.31 lr 1.0E-4 s/it 1.74"),
        steps("steps:   0%|  | 1/9 [00:05<26:01,  1.74s/it, loss=0.31, lr=0.0001]"));
  }

  @Test
  void validationBarsAreNoSteps() {
    assertEquals(
        List.of(),
        steps("validation steps: 100%|██| 4/4 [00:01<00:00, 3.36it/s, val_avg_loss=1.14]"));
  }

  @Test
  void theBarThatIsPrintedAgainAfterAnErrorBringsNothingBack() {
    assertEquals(
        List.of(
            "phase training",
            "step 8/12 loss 1.08 s/it 2.0",
            "phase saving",
            "checkpoint weights begun step 8 /out/cat.safetensors",
            "error OSError: No space left"),
        Feed.events(
            bar(8, 12, "1.1"),
            bar(8, 12, "1.08"),
            "saving checkpoint: /out/cat.safetensors",
            "Traceback (most recent call last):",
            "OSError: No space left",
            bar(8, 12, "1.08")));
  }

  @Test
  void aSecondRunInTheSameLogCountsFromOne() {
    assertEquals(
        List.of(
            "step 1/2 loss 1.0 s/it 2.0",
            "step 2/2 loss 1.0 s/it 2.0",
            "step 1/2 loss 2.0 s/it 2.0"),
        steps(bar(1, 2, "1"), bar(2, 2, "1"), "model saved.", bar(0, 2, null), bar(1, 2, "2")));
  }

  private static List<String> steps(String... log) {
    return Feed.events("step", List.of(log));
  }
}
