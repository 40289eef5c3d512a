package dev.lorabake.log.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of all that goes wrong at an end, what was first. */
class RootCauseTest {
  private static final String LAUNCHER =
      """
      Traceback (most recent call last):
        File "/venv/bin/accelerate", line 8, in <module>
          sys.exit(main())
        File "/venv/lib/python3.10/site-packages/accelerate/commands/launch.py", line 999, in x
          raise subprocess.CalledProcessError(returncode=process.returncode, cmd=cmd)
      subprocess.CalledProcessError: Command '['python', 'x.py', '--network_args', 'out of memory']' \
      returned non-zero exit status %s.
      """;

  private static final String OUT_OF_MEMORY =
      """
      Traceback (most recent call last):
        File "/sd/train_network.py", line 1, in train
      torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB.
      """;

  private static final String STEP =
      "\rsteps:  %d%%|#  | %d/100 [00:01<00:01,  1.00it/s, avr_loss=0.5]";

  @Test
  void whatAWorkerMetComesBeforeItsEnd() {
    Diagnosis diagnosis =
        Logs.diagnose(
            "OSError: [WinError 1455] The paging file is too small for this operation to complete.",
            "Traceback (most recent call last):",
            "  File \"C:\\Py\\lib\\multiprocessing\\spawn.py\", line 116, in spawn_main",
            "EOFError: Ran out of input",
            "RuntimeError: DataLoader worker (pid(s) 1) exited unexpectedly");
    assertEquals("windows-memory", diagnosis.category());
    assertEquals(1, line(diagnosis));
  }

  @Test
  void whatOneProcessDiedOfComesBeforeTheOthersComplaints() {
    Diagnosis diagnosis =
        Logs.diagnose(
            "[rank1]: Traceback (most recent call last):",
            "[rank1]:   File \"/sd/train_network.py\", line 1, in train",
            "[rank0]: Traceback (most recent call last):",
            "[rank1]: torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 1 GiB.",
            "[rank0]:   File \"/sd/train_network.py\", line 1, in train",
            "[rank0]: torch.distributed.DistBackendError: NCCL error in: x, remote process exited");
    assertEquals("cuda-oom", diagnosis.category());
    assertEquals(
        "[rank1]: torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 1 GiB.",
        diagnosis.evidence() == null ? "" : diagnosis.evidence().text());
  }

  @ParameterizedTest
  @CsvSource({
    "1, interrupted-or-silent-end",
    "2, config-or-cli-syntax",
    "137, killed-oom-killer",
    "3221225477, windows-memory",
    "3221225786, interrupted-or-silent-end",
    "139, cuda-runtime-hardware",
    "135, dataloader-shm",
    "143, interrupted-or-silent-end"
  })
  void aLaunchersExitCodeCountsWhereNothingElseIsSaid(String code, String category) {
    Diagnosis alone = Logs.diagnose(LAUNCHER.formatted(code));
    assertEquals(category, alone.category(), alone.toString());
    assertTrue(alone.certainty() != Diagnosis.Certainty.SURE);
    assertEquals("cuda-oom", Logs.diagnose(OUT_OF_MEMORY + LAUNCHER.formatted(code)).category());
  }

  @Test
  void whatWasOvercomeIsForgotten() {
    StringBuilder log = new StringBuilder(OUT_OF_MEMORY);
    for (int step = 1; step <= 5; step++) {
      log.append(STEP.formatted(step, step)).append(STEP.formatted(step, step));
    }
    assertEquals(Diagnosis.NONE, Logs.diagnose(log.toString()).category());
  }

  @Test
  void anAttemptThatFailedIsForgottenWhenTheNextBegins() {
    String again = "                    INFO     Using v1 tokenizer         strategy_sd.py:1\n";
    assertEquals(Diagnosis.NONE, Logs.diagnose(OUT_OF_MEMORY + again).category());
    assertEquals("cuda-oom", Logs.diagnose(OUT_OF_MEMORY + again + OUT_OF_MEMORY).category());
  }

  @Test
  void anUnknownExceptionIsSaidAsItStandsAndPlacedByItsFrames() {
    Diagnosis placed =
        Logs.diagnose(
            "Traceback (most recent call last):",
            "  File \"D:\\v\\lycoris\\modules\\locon.py\", line 1, in forward",
            "ArithmeticError: nobody has met this");
    assertEquals("lycoris", placed.category());
    assertEquals(Diagnosis.Certainty.GUESS, placed.certainty());
    Diagnosis unknown = Logs.diagnose("ArithmeticError: nobody has met this");
    assertTrue(unknown.cause().contains("nobody has met this"), unknown.cause());
  }

  @Test
  void theSystemsKillIsToldWithWhatElseItMayBe() {
    Diagnosis diagnosis = Logs.diagnose(new byte[0], ProcessEnd.ended(null, 9, false));
    assertEquals("killed-oom-killer", diagnosis.category());
    assertEquals("interrupted-or-silent-end", diagnosis.alternatives().getFirst().category());
  }

  @Test
  void aStopThatWasAskedForIsNoFailureOfTheTrainer() {
    assertEquals(
        "interrupted-or-silent-end",
        Logs.diagnose(new byte[0], ProcessEnd.ended(null, 15, true)).category());
  }

  @Test
  void anEndWithoutAnErrorInTheMiddleIsSaid() {
    byte[] log =
        ("running training / 学習開始\n" + STEP.formatted(1, 1) + STEP.formatted(2, 2))
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(Diagnosis.NONE, Logs.diagnose(log, ProcessEnd.UNKNOWN).category());
    assertEquals(
        "interrupted-or-silent-end",
        Logs.diagnose(log, ProcessEnd.ended(0, null, false)).category());
  }

  @Test
  void aProcessThatIsAliveAndSilentForLongStandsStill() {
    byte[] log = (STEP.formatted(1, 1) + STEP.formatted(2, 2)).getBytes(StandardCharsets.UTF_8);
    assertEquals("hang", Logs.diagnose(log, ProcessEnd.alive(Duration.ofHours(1))).category());
    assertEquals(
        Diagnosis.NONE, Logs.diagnose(log, ProcessEnd.alive(Duration.ofMinutes(2))).category());
  }

  @Test
  void aLossThatIsNoNumberOnlyCountsWhileItLasts() {
    String nan = STEP.replace("0.5", "nan");
    String log = nan.formatted(1, 1) + nan.formatted(1, 1);
    assertEquals("nan-loss-or-latents", Logs.diagnose(log).category());
    String after = STEP.formatted(2, 2).repeat(2) + STEP.formatted(3, 3).repeat(2);
    assertEquals(Diagnosis.NONE, Logs.diagnose(log + after).category());
  }

  @Test
  void theEvidenceCannotSteerATerminal() {
    Diagnosis diagnosis = Logs.diagnose("RuntimeError: CUDA out of memory \u202e\u0007");
    assertNotNull(diagnosis.evidence());
    assertFalse(diagnosis.evidence().text().contains("\u202e"));
    assertTrue(diagnosis.evidence().text().endsWith("\\u202E\\u0007"));
  }

  @Test
  void anEmptyLogShowsNoFailure() {
    assertEquals(Diagnosis.NONE, Logs.diagnose("").category());
  }

  private static long line(Diagnosis diagnosis) {
    Evidence evidence = diagnosis.evidence();
    return evidence == null ? 0 : evidence.line();
  }
}
