package dev.lorabake.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarScannerTest {
  private final BarScanner scanner = new BarScanner();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "steps:  17%|█▋        | 2/12 [00:04<00:22,  2.29s/it, avr_loss=1.18]; STEPS 2/12 2.29 1.18",
        "steps:   8%|▊         | 1/12 [00:02<00:30,  2.80s/it]; STEPS 1/12 2.8 -",
        "steps:   0%|          | 0/12 [00:00<?, ?it/s]; STEPS 0/12 NaN -",
        "steps:  50%|#####     | 2/4 [00:01<00:01,  1.25it/s, avr_loss=1.11]; STEPS 2/4 0.8 1.11",
        "steps:   0% 3/900 [00:05<26:01,  1.74s/it, loss=0.31]; STEPS 3/900 1.74 0.31",
        "steps:  22%|█ | 1374/6000 [1:02:10<3:29:01, 2.71s/it, avr_loss=nan]; STEPS 1374/6000 2.71 NaN",
        "steps: 1%|1| 1/9 [0:1<0:1, 1.00s/it, Keys Scaled=0, avr_loss=1.2e+3]; STEPS 1/9 1.0 1200.0",
        "validation steps: 100%|██| 4/4 [00:01<00:00, 3.36it/s, val_avg_loss=1.14]; "
            + "VALIDATION 4/4 0.297619 1.14",
        "epoch validation steps:   0%|  | 0/4 [00:00<?, ?it/s]; EPOCH_VALIDATION 0/4 NaN -",
        "read caption: 100%|█| 6/6 [00:00<00:00, 8027.38it/s]; CAPTIONS 6/6 1.25E-4 -",
        "' 50%|█████     | 1/2 [00:00<00:00,  8.79it/s]'; UNLABELLED 1/2 0.113766 -",
        "0it [00:00, ?it/s]; UNLABELLED 0/-1 NaN -",
        "read caption: 12it [00:01, 9.00it/s]; CAPTIONS 12/-1 0.111111 -",
        "model.safetensors:  45%|██  | 1.21G/2.70G [00:10<00:12, 120MB/s]; OTHER 0/-1 NaN -",
        "@tqdm steps4/4 00:03  1.26it/s, avr_loss=1.14; STEPS 4/4 0.793651 1.14",
        "@tqdm 0/6 00:00 ?it/s; UNLABELLED 0/6 NaN -",
        "@tqdm read caption6/6 00:00 20954.06it/s; CAPTIONS 6/6 4.8E-5 -"
      })
  void readsEveryFormOfBar(String text, String expected) {
    Bar bar = scan(text, true);
    assertNotNull(bar, text);
    assertEquals(
        expected,
        "%s %d/%d %s %s"
            .formatted(
                bar.kind(),
                bar.done(),
                bar.total(),
                bar.secondsPerUnit(),
                bar.hasLoss() ? bar.loss() : "-"));
    assertEquals(text.getBytes(StandardCharsets.UTF_8).length, scanner.end());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "epoch 1/2",
        "[Dataset 0]",
        "100% sure",
        "loading 50% of 1/2 [of it]",
        "prompt 10%|x| 1/2 [00:00<00:00, 1.0it/s]",
        "steps: %|  | 1/2 [00:00<00:00, 1.0it/s]",
        "steps:  17%|█▋        | 2/12",
        "bit [00:00, ?it/s]",
        "@tqdm steps/4 00:03",
        "\u0000steps: 17%|x| 2/12 [00:04<00:22, 2.29s/it]"
      })
  void takesNothingElseForABar(String text) {
    assertNull(scan(text, true), text);
  }

  @Test
  void stopsBehindTheBarForWhatIsGluedToIt() {
    String bar = "steps:  33%|███▎      | 2/6 [00:02<00:04,  1.17s/it, avr_loss=1.21]";
    assertNotNull(scan(bar + "Traceback (most recent call last):", true));
    assertEquals(bar.getBytes(StandardCharsets.UTF_8).length, scanner.end());
  }

  @Test
  void leavesOutTheValueThatATerminalCutOff() {
    String cut = "steps:  33%|███▎      | 2/6 [00:02<00:04,  1.17s/it, avr_loss=1.2";
    assertNull(scan(cut, false));
    Bar bar = scan(cut, true);
    assertNotNull(bar);
    assertEquals(2, bar.done());
    assertEquals(1.17, bar.secondsPerUnit());
    assertEquals(false, bar.hasLoss());
  }

  private @Nullable Bar scan(String text, boolean wholeLine) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return scanner.scan(bytes, 0, bytes.length, wholeLine);
  }
}
