package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.process.KeeperExit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to end, with every way that the log can have ended. */
class JudgeTest {
  @TempDir Path folder;
  private Path weights;
  private Expectation expected;
  private long before;

  @BeforeEach
  void expectTenSteps() {
    weights = folder.resolve("cat.safetensors");
    expected = Expectation.of(10L, weights, false);
  }

  /**
   * @param exit a code, or a signal with a minus sign
   * @param step the last one in the log
   * @param saved whether the final checkpoint lies there
   */
  @ParameterizedTest
  @CsvSource({
    "0,   10, true,  false, FINISHED, all 10 steps are done",
    "0,   10, true,  true,  FINISHED, all 10 steps are done",
    "0,   10, false, false, FAILED,   'exit code 0, and yet its final checkpoint'",
    "0,   9,  true,  false, FAILED,   'and yet it ended at step 9 of 10'",
    "0,   0,  false, false, FAILED,   'and yet it made no step'",
    "0,   4,  true,  true,  STOPPED,  stopped on request after step 4",
    "1,   4,  false, false, FAILED,   exit code 1 after step 4",
    "1,   10, true,  false, FAILED,   'exit code 1 after step 10; and yet all 10 steps are done'",
    "2,   0,  false, false, FAILED,   exit code 2 before its first step",
    "137, 4,  false, false, FAILED,   exit code 137 after step 4",
    "-6,  4,  false, false, FAILED,   signal 6 (SIGABRT) after step 4",
    "-9,  4,  false, false, FAILED,   'signal 9 (SIGKILL, perhaps by the kernel'",
    "-9,  10, true,  false, FAILED,   '; and yet all 10 steps are done'",
    "-9,  4,  false, true,  STOPPED,  stopped on request after step 4",
    "-11, 0,  false, false, FAILED,   signal 11 (SIGSEGV) before its first step",
    "-15, 4,  false, false, FAILED,   signal 15 (SIGTERM) after step 4",
    "-15, 4,  false, true,  STOPPED,  stopped on request after step 4"
  })
  void theVerdictFollowsFromExitLogAndFiles(
      int exit, long step, boolean saved, boolean asked, Verdict verdict, String reason)
      throws IOException {
    if (saved) {
      Weights.write(weights);
    }
    Outcome outcome = judge(step, true, asked).of(exit(exit));
    assertEquals(verdict, outcome.verdict(), outcome.reason());
    assertTrue(outcome.reason().contains(reason), outcome.reason());
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "-9"})
  void aLossThatIsNoNumberIsNeverSuccess(int exit) throws IOException {
    Weights.write(weights);
    Outcome outcome = judge(10, false, false).of(exit(exit));
    assertEquals(Verdict.FAILED, outcome.verdict());
    assertFalse(outcome.reason().contains("all 10 steps"), outcome.reason());
  }

  @Test
  void withoutAnExitAndWithoutAProcessItIsLostAndNeverFinished() throws IOException {
    Weights.write(weights);
    for (boolean sameBoot : new boolean[] {true, false}) {
      assertEquals(Verdict.LOST, judge(10, true, false).lost(sameBoot).verdict());
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 3, STOPPED", "true, 3, STOPPED", "false, 0, STOPPED"})
  void aMeasurementThatNobodyWaitsForIsStopped(boolean asked, long step, Verdict verdict) {
    expected = Expectation.measuring(MeasureGoal.USUAL);
    KeeperExit exit =
        new KeeperExit(
            null, 15, null, null, Instant.EPOCH, Duration.ofMinutes(1), true, false, null);
    Outcome outcome = judge(step, true, asked).of(exit);
    assertEquals(verdict, outcome.verdict());
    assertEquals(!asked, outcome.reason().contains("abandoned"), outcome.reason());
  }

  private Judge judge(long step, boolean finite, boolean asked) {
    JournalFacts facts = new JournalFacts();
    if (step > 0) {
      RunEvent event =
          new RunEvent.Step(step, 10, finite ? (Double) 0.1 : null, finite, null, null, null);
      facts.accept(new JournalEntry(1, Instant.EPOCH, event), Journal.Source.LOG);
    }
    StopRequest stop = new StopRequest(StopRequest.Mode.NOW, Instant.EPOCH, null);
    return new Judge(facts, expected, asked ? stop : null, before);
  }

  /**
   * @param signal that ended the launcher
   * @param heirs how many trainers it had left, how many of them exited with code 0, and the code
   *     of the first that did not
   */
  @ParameterizedTest
  @CsvSource({
    "9,  '1 1 0', 10, true,  FINISHED, 'verifies; its launcher was ended by signal 9, and the'",
    "15, '2 2 0', 10, true,  FINISHED, ', and the trainer itself exited with code 0'",
    "9,  '1 1 0', 10, false, FAILED,   'itself exited with code 0, and yet its final checkpoint'",
    "9,  '1 1 0', 7,  true,  FAILED,   'exited with code 0, and yet it ended at step 7 of 10'",
    "9,  '1 0 1', 7,  false, FAILED,   'and the trainer itself ended with exit code 1 after step 7'",
    "9,  '2 1 1', 10, true,  FAILED,   'exit code 1 after step 10; and yet all 10 steps are done'",
    "9,  '1 0 ',  10, true,  FAILED,   'nobody learnt how the trainer itself ended after step 10'"
  })
  void aTrainerThatOutlivedItsLauncherIsJudgedByItsOwnEnd(
      int signal, String heirs, long step, boolean saved, Verdict verdict, String reason)
      throws IOException {
    if (saved) {
      Weights.write(weights);
    }
    String[] fields = heirs.split(" ", -1);
    @Nullable Integer code = fields[2].isEmpty() ? null : (Integer) Integer.parseInt(fields[2]);
    KeeperExit exit =
        new KeeperExit(
            null,
            signal,
            null,
            new KeeperExit.Heirs(
                Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), code, null),
            Instant.EPOCH,
            Duration.ofMinutes(1),
            false,
            false,
            null);
    expected = expected.launched(true);
    Outcome outcome = judge(step, true, false).of(exit);
    assertEquals(verdict, outcome.verdict(), outcome.reason());
    assertTrue(outcome.reason().contains(reason), outcome.reason());
    expected = expected.launched(false);
    Outcome alone = judge(step, true, false).of(exit);
    assertEquals(Verdict.FAILED, alone.verdict(), "workers of a trainer that was killed itself");
    assertTrue(alone.reason().startsWith("the trainer was ended by signal"), alone.reason());
  }

  @Test
  void aLauncherThatTookItsTrainersEndWithItIsNotCalledTheTrainer() throws IOException {
    Weights.write(weights);
    expected = expected.launched(true);
    Outcome outcome = judge(10, true, false).of(exit(-9));
    assertEquals(Verdict.FAILED, outcome.verdict());
    assertEquals(
        "the launcher was ended by signal 9 (SIGKILL, perhaps by the kernel for lack of memory),"
            + " and nobody learnt how the trainer itself ended after step 10; and yet all 10 steps"
            + " are done, and "
            + weights
            + " verifies",
        outcome.reason());
  }

  @Test
  void stepsOfAResumedRunAreThoseOfTheWholeTraining() throws IOException {
    before = 60;
    assertEquals(
        "the trainer ended with exit code 1 after step 64",
        judge(4, true, false).of(exit(1)).reason());
    Weights.write(weights);
    String early = judge(9, true, false).of(exit(0)).reason();
    assertTrue(early.contains("and yet it ended at step 69 of 70"), early);
    String done = judge(10, true, false).of(exit(0)).reason();
    assertTrue(done.contains("all 70 steps are done"), done);
  }

  private static KeeperExit exit(int exit) {
    @Nullable Integer none = null;
    return new KeeperExit(
        exit < 0 ? none : (Integer) exit,
        exit < 0 ? (Integer) (-exit) : none,
        null,
        null,
        Instant.EPOCH,
        Duration.ofMinutes(1),
        false,
        false,
        null);
  }
}
