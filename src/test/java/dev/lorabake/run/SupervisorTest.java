package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent.Exit;
import dev.lorabake.event.RunEvent.Step;
import dev.lorabake.event.RunEvent.Warning;
import dev.lorabake.process.Eventually;
import dev.lorabake.process.KeeperRecord;
import dev.lorabake.process.ProcessIdentity;
import dev.lorabake.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a stand-in trainer from start to verdict. */
@Timeout(120)
class SupervisorTest {
  @TempDir Path folder;
  private FakeTraining training;

  @BeforeEach
  void makeTheRun() throws IOException {
    training = new FakeTraining(folder);
  }

  @AfterEach
  void endEverything() throws Exception {
    training.end();
  }

  @Test
  void aRunThatDoesAllItShouldIsFinished() throws Exception {
    List<JournalEntry> told = new ArrayList<>();
    Outcome outcome = training.start(4, "--save-every 2").follow(told::add);
    assertEquals(Verdict.FINISHED, outcome.verdict(), outcome.reason());
    List<String> story = training.story();
    for (String event :
        List.of(
            "step 1",
            "step 4",
            "begun cat-step00000002.safetensors",
            "verified cat-step00000002.safetensors",
            "verified cat.safetensors")) {
      assertEquals(1, story.stream().filter(event::equals).count(), story::toString);
    }
    assertEquals("exit", story.getLast());
    assertEquals(training.journal(), told);
    Exit exit = (Exit) told.getLast().event();
    assertEquals(0, exit.code());
    assertEquals(Optional.of(outcome), Outcome.of(exit));
  }

  @Test
  void aCrashIsFailedWithItsReason() throws Exception {
    Outcome outcome = training.start(4, "--at 3 --do crash").follow(entry -> {});
    assertEquals(Verdict.FAILED, outcome.verdict());
    assertTrue(
        outcome.reason().startsWith("the trainer ended with exit code 1 after step 2: "),
        outcome.reason());
    assertTrue(outcome.reason().contains("CUDA out of memory"), outcome.reason());
    Outcome.Cause cause = outcome.cause();
    assertNotNull(cause);
    assertEquals("cuda-oom", cause.category());
    assertEquals(Optional.of(outcome), Outcome.of((Exit) training.journal().getLast().event()));
    assertEquals("cuda-oom", RunDiagnosis.of(training.run, Surroundings.system()).category());
  }

  @Test
  void aKillFromOutsideIsFailedWithItsSignal() throws Exception {
    Outcome outcome = training.start(4, "--at 1 --do kill").follow(entry -> {});
    assertEquals(Verdict.FAILED, outcome.verdict());
    assertTrue(outcome.reason().contains("signal 9 (SIGKILL"), outcome.reason());
    assertTrue(outcome.reason().contains("before its first step"), outcome.reason());
    Outcome.Cause cause = outcome.cause();
    assertNotNull(cause);
    assertEquals("killed-oom-killer", cause.category());
  }

  @Test
  void aTrainingThatOutlivesItsLauncherIsFinished() throws Exception {
    Outcome outcome = withoutLauncher("--launcher " + training.gate(3));
    assertEquals(Verdict.FINISHED, outcome.verdict(), outcome.reason());
    assertTrue(outcome.reason().contains("its launcher was ended by signal 9"), outcome.reason());
    assertEquals(4, training.story().stream().filter(told -> told.startsWith("step ")).count());
  }

  @Test
  void aTrainingThatOutlivesItsLauncherAndCrashesIsFailedByItsOwnEnd() throws Exception {
    Outcome outcome = withoutLauncher("--launcher " + training.gate(3) + " --at 4 --do crash");
    assertEquals(Verdict.FAILED, outcome.verdict(), outcome.reason());
    assertTrue(
        outcome.reason().contains("the trainer itself ended with exit code 1 after step 3"),
        outcome.reason());
    assertEquals("cuda-oom", Objects.requireNonNull(outcome.cause()).category());
  }

  /** The launcher is killed at the gate of step 3, which is opened then. */
  private Outcome withoutLauncher(String switches) throws Exception {
    training.start(4, switches);
    KeeperRecord record = training.record();
    return training.follow(entry -> {
      if (entry.event() instanceof Step step && step.step() == 2) {
        assertTrue(Processes.here().end(record.program(), true));
        awaitEnd(record.program());
        training.open(3);
      }
    });
  }

  /** While a launcher dies it is its trainer's parent, and may take with it how that ended. */
  private static void awaitEnd(ProcessIdentity launcher) {
    try {
      Eventually.isTrue("the launcher's end", () -> !Processes.here().isAlive(launcher));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void exitCodeZeroIsNotSuccess() throws Exception {
    assertFailed("--empty", "and yet it made no step");
  }

  @Test
  void aLossThatIsNoNumberIsNotSuccess() throws Exception {
    assertFailed("--nan", "its loss is not finite");
  }

  @Test
  void aLossThatIsNoNumberIsToldOnceWhileItRuns() throws Exception {
    training.start(4, "--nan").follow(entry -> {});
    List<String> codes = new ArrayList<>();
    for (JournalEntry entry : training.journal()) {
      if (entry.event() instanceof Warning warning && warning.code() != null) {
        codes.add(warning.code());
      }
    }
    assertEquals(List.of("loss-not-finite"), codes);
    assertEquals("exit", training.story().getLast());
  }

  @Test
  void aMissingCheckpointIsNotSuccess() throws Exception {
    assertFailed("--no-final", "the file is not there");
  }

  @Test
  void anOldCheckpointIsNotSuccess() throws Exception {
    Weights.write(training.output);
    assertFailed("--no-final", "is the one from before the run");
  }

  @Test
  void stepsThatAreMissingAreNotSuccess() throws Exception {
    training.start(4, "");
    Expectation.of(9L, training.output, false).write(training.run);
    Outcome outcome = training.follow(entry -> {});
    assertEquals(Verdict.FAILED, outcome.verdict());
    assertTrue(outcome.reason().contains("it ended at step 4 of 9"), outcome.reason());
  }

  @Test
  void aMeasurementIsEndedOnceItHasSeenEnoughAndLeavesNoFile() throws Exception {
    training.start(4, training.gate(3));
    Expectation.measuring(new MeasureGoal(1, Duration.ZERO)).write(training.run);
    Path output = training.run.folder(RunDirectory.OUTPUT);
    Files.createDirectories(output.resolve("sample"));
    Files.writeString(output.resolve("sample/cat.png"), "stays nowhere");
    Outcome outcome = training.follow(entry -> {});
    assertEquals(Verdict.FINISHED, outcome.verdict(), outcome.reason());
    assertTrue(outcome.reason().startsWith("it was measured"), outcome.reason());
    assertEquals(List.of(), RunStatus.processes(training.run, training.surroundings));
    assertFalse(Files.exists(output));
    assertEquals(Purpose.MEASUREMENT, training.run.purpose());
  }

  @Test
  void aMeasurementWhoseLossIsNoNumberHasFailed() throws Exception {
    training.start(4, "--nan");
    Expectation.measuring(MeasureGoal.USUAL).write(training.run);
    Outcome outcome = training.follow(entry -> {});
    assertEquals(Verdict.FAILED, outcome.verdict());
    assertTrue(outcome.reason().contains("its loss is not finite"), outcome.reason());
  }

  @Test
  void aMeasurementThatSomebodyStopsIsStopped() throws Exception {
    training.start(4, "--at 3 --do hang");
    Expectation.measuring(MeasureGoal.USUAL).write(training.run);
    Outcome outcome =
        training.follow(entry -> {
          if (FakeTraining.step(entry).equals(Optional.of(2L))) {
            stopNow();
          }
        });
    assertEquals(Verdict.STOPPED, outcome.verdict());
  }

  @Test
  void aStopIsWrittenDownAndReachesAll() throws Exception {
    training.start(4, "--at 3 --do hang --workers 2");
    Outcome outcome =
        training.follow(entry -> {
          if (FakeTraining.step(entry).equals(Optional.of(2L))) {
            stopNow();
          }
        });
    assertEquals(Verdict.STOPPED, outcome.verdict());
    assertEquals("it was stopped on request after step 2", outcome.reason());
    assertEquals(List.of(), RunStatus.processes(training.run, training.surroundings));
    assertTrue(StopRequest.read(training.run).isPresent());
  }

  @Test
  void aTrainerThatIgnoresTheStopIsKilled() throws Exception {
    training.start(4, "--at 3 --do hang --ignore-term");
    Outcome outcome =
        training.follow(entry -> {
          if (FakeTraining.step(entry).equals(Optional.of(2L))) {
            stopNow();
          }
        });
    assertEquals(Verdict.STOPPED, outcome.verdict());
    assertEquals(9, training.run.exit().orElseThrow().signal());
  }

  @Test
  void aStopAfterACheckpointWaitsForOneThatVerifies() throws Exception {
    training.start(6, "--save-every 2 " + training.gate(2) + " --at 5 --do hang");
    StopRequest.write(
        training.run, StopRequest.Mode.AFTER_CHECKPOINT, training.surroundings.clock());
    Outcome outcome =
        training.follow(entry -> {
          if (FakeTraining.step(entry).equals(Optional.of(1L))) {
            training.open(2);
          }
        });
    assertEquals(Verdict.STOPPED, outcome.verdict(), outcome.reason());
    assertTrue(
        training.story().contains("verified cat-step00000002.safetensors"), () -> outcome.reason());
  }

  @Test
  void aCrashBeforeAStopThatWasToComeLaterIsFailed() throws Exception {
    training.start(4, training.gate(2) + " --at 3 --do crash");
    StopRequest.write(
        training.run, StopRequest.Mode.AFTER_CHECKPOINT, training.surroundings.clock());
    training.open(2);
    assertEquals(Verdict.FAILED, training.follow(entry -> {}).verdict());
  }

  @Test
  void aStopThatComesTooLateChangesNothing() throws Exception {
    training.start(4, "--at 3 --do crash");
    Eventually.isTrue("the end", () -> training.run.exit().isPresent());
    stopNow();
    assertEquals(Optional.empty(), StopRequest.read(training.run));
    assertEquals(Verdict.FAILED, training.follow(entry -> {}).verdict());
  }

  @Test
  void aCheckpointThatWasCutIsBroken() throws Exception {
    training.start(4, "--at 3 --do cut");
    Outcome outcome =
        training.follow(entry -> {
          if (entry.event().type().equals("checkpoint")) {
            stopNow();
          }
        });
    assertEquals(Verdict.STOPPED, outcome.verdict());
    List<String> story = training.story();
    assertTrue(story.contains("broken cat.safetensors"), story::toString);
  }

  @Test
  void detachingLeavesTheTrainingAlone() throws Exception {
    training.start(4, training.gate(3));
    try (Supervisor supervisor = training.attach()) {
      assertEquals(
          Optional.empty(),
          supervisor.run(entry -> {
            if (FakeTraining.step(entry).equals(Optional.of(2L))) {
              supervisor.detach();
            }
          }));
    }
    assertTrue(training.run.isAlive(training.surroundings.processes()));
    assertFalse(training.run.isSupervised());
    training.open(3);
    assertEquals(Verdict.FINISHED, training.follow(entry -> {}).verdict());
  }

  @Test
  void whoLeavesAnEndedRunBeforeItsLogIsReadLeavesTheVerdictToTheNext() throws Exception {
    training.start(4, "");
    Eventually.isTrue("the end", () -> training.run.exit().isPresent());
    Path log = training.run.file(RunDirectory.TRAINER_LOG);
    String text = Files.readString(log);
    int middle = text.indexOf("running training");
    String manyPortions = "\n".repeat(1 << 20);
    Files.writeString(log, text.substring(0, middle) + manyPortions + text.substring(middle));
    try (Supervisor supervisor = training.attach()) {
      assertEquals(Optional.empty(), supervisor.run(entry -> supervisor.detach()));
    }
    assertFalse(training.story().contains("exit"), () -> "judged by half a log");
    assertEquals(Verdict.FINISHED, training.follow(entry -> {}).verdict());
    assertEquals(1, training.story().stream().filter("step 4"::equals).count());
  }

  @Test
  void aSecondSupervisorMayOnlyRead() throws Exception {
    training.start(4, training.gate(3));
    try (Supervisor supervisor = training.attach()) {
      assertTrue(
          Supervisor.attach(training.run, training.surroundings, entry -> {}).isEmpty(),
          supervisor::toString);
    }
    training.attach().close();
  }

  @Test
  void aRunWhoseKeeperAndTrainerWereKilledIsLost() throws Exception {
    training.start(4, "--at 3 --do hang");
    KeeperRecord record = training.record();
    Processes processes = training.surroundings.processes();
    Outcome outcome =
        training.follow(entry -> {
          if (FakeTraining.step(entry).equals(Optional.of(2L))) {
            processes.end(record.keeper(), true);
            processes.end(record.program(), true);
          }
        });
    assertEquals(
        Outcome.of(
            Verdict.LOST,
            "trainer and keeper are gone, and nobody learnt the exit code after step 2"),
        outcome);
  }

  @Test
  void aTrainerWhoseKeeperWasKilledIsFollowedToItsEnd() throws Exception {
    training.start(4, training.gate(3));
    KeeperRecord record = training.record();
    Processes processes = training.surroundings.processes();
    Outcome outcome =
        training.follow(entry -> {
          if (FakeTraining.step(entry).equals(Optional.of(2L))) {
            processes.end(record.keeper(), true);
            training.open(3);
          }
        });
    assertEquals(Verdict.LOST, outcome.verdict());
    assertTrue(
        outcome.reason().endsWith("its final checkpoint is there and verifies"), outcome.reason());
    assertTrue(training.story().contains("step 4"));
  }

  @Test
  void theStateOfARunIsToldFromItsFacts() throws Exception {
    assertEquals(RunState.LOST, state());
    assertTrue(training.journal().isEmpty());
    training.start(4, training.gate(3));
    assertEquals(RunState.PREPARING, state());
    try (Supervisor supervisor = training.attach()) {
      supervisor.run(entry -> {
        if (FakeTraining.step(entry).equals(Optional.of(2L))) {
          supervisor.detach();
        }
      });
    }
    assertEquals(RunState.TRAINING, state());
    training.open(3);
    Eventually.isTrue("the end", () -> training.run.exit().isPresent() && !training.run.isKept());
    assertEquals(RunState.FINISHED, state());
    assertEquals("exit", training.story().getLast());
    Files.delete(training.output);
    assertEquals(RunState.FINISHED, state());
  }

  private RunState state() throws Exception {
    return RunStatus.read(training.run, training.surroundings, entry -> {}).state();
  }

  private void assertFailed(String switches, String reason) throws Exception {
    Outcome outcome = training.start(4, switches).follow(entry -> {});
    assertEquals(Verdict.FAILED, outcome.verdict());
    assertTrue(outcome.reason().startsWith("the trainer ended with exit code 0, and yet "));
    assertTrue(outcome.reason().contains(reason), outcome.reason());
  }

  private void stopNow() {
    try {
      RunStop.now(training.run, Duration.ofSeconds(2), training.surroundings);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
