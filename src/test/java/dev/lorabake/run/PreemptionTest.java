package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent.Warning;
import dev.lorabake.process.Eventually;
import dev.lorabake.process.OtherJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The machine is taken away under a run of the stand-in trainer, its keeper told by a signal. */
@Timeout(180)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the checks read /proc")
class PreemptionTest {
  private static final List<String> NOBODY = List.of("true");
  private static final Duration LONG = Duration.ofSeconds(90);

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

  private Consumer<JournalEntry> atStep(long step, String signal) {
    return entry -> {
      if (FakeTraining.step(entry).equals(Optional.of(step))) {
        announce(signal);
      }
    };
  }

  private void announce(String signal) {
    try {
      training.announceTheEnd(signal);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isTold(JournalEntry entry) {
    return entry.event() instanceof Warning warning && "preempted".equals(warning.code());
  }

  private static Outcome.Cause cause(Outcome outcome) {
    assertEquals(Verdict.STOPPED, outcome.verdict(), outcome.reason());
    Outcome.Cause cause = outcome.cause();
    assertNotNull(cause);
    assertEquals("preempted", cause.category());
    return cause;
  }

  @Test
  void aSaveThatComesInTimeIsWaitedFor() throws Exception {
    training
        .withGrace(LONG, NOBODY, 2, 4, 6)
        .start(6, "--save-every 2 " + training.gate(2) + " --at 5 --do hang");
    Outcome outcome =
        training.follow(
            atStep(1, "USR1")
                .andThen(entry -> {
                  if (isTold(entry)) {
                    training.open(2);
                  }
                }));
    Outcome.Cause cause = cause(outcome);
    assertTrue(
        outcome.reason().startsWith("it was preempted (SIGUSR1, 90 s to end in) and stopped at a"),
        outcome.reason());
    assertTrue(cause.text().startsWith("resumable from step "), cause.text());
    assertEquals("lorabake resume " + training.run + " --from-weights", cause.help());
    assertEquals(
        outcome, RunStatus.read(training.run, training.surroundings, entry -> {}).outcome());
    RunInvariants.hold(training, "a save in time");
  }

  @Test
  void whereNoSaveCanComeItIsEndedAtOnce() throws Exception {
    training.withGrace(LONG, NOBODY, 100_000).start(100_000, "--at 12 --do hang");
    Outcome outcome = training.follow(atStep(11, "TERM"));
    Outcome.Cause cause = cause(outcome);
    assertEquals(
        "it was preempted (SIGTERM, 90 s to end in) and ended at once, since no save could come in"
            + " that time, after step 11",
        outcome.reason());
    assertEquals("nothing was saved yet, so it begins anew", cause.text());
    assertEquals("lorabake train " + training.run + "/recipe.toml", cause.help());
    RunInvariants.hold(training, "no save fits");
  }

  @Test
  void whatWasSavedBeforeIsWhereItGoesOn() throws Exception {
    training.withGrace(LONG, NOBODY, 8, 100_000).start(100_000, "--save-every 8 --at 12 --do hang");
    Outcome outcome =
        training.follow(entry -> {
          if (FakeTraining.isVerified(entry)) {
            announce("USR1");
          }
        });
    assertEquals(
        "resumable from step 8, from its weights with a fresh optimizer: no state was saved",
        cause(outcome).text());
  }

  @Test
  void theKeeperEndsWhatNobodyEnds() throws Exception {
    training.withGrace(Duration.ofSeconds(2), NOBODY).start(6, "--at 3 --do hang --ignore-term");
    Outcome outcome = training.follow(atStep(2, "TERM"));
    cause(outcome);
    assertEquals(
        "it was preempted (SIGTERM, 2 s to end in) and no save came in that time: ended after"
            + " step 2",
        outcome.reason());
    assertEquals(9, training.run.exit().orElseThrow().signal());
    RunInvariants.hold(training, "time up");
  }

  @Test
  void beforeTheFirstStepToo() throws Exception {
    training.withGrace(Duration.ofSeconds(2), NOBODY, 6).start(6, training.gate(1));
    training.announceTheEnd("USR1");
    Outcome outcome = training.follow(entry -> {});
    cause(outcome);
    assertTrue(outcome.reason().endsWith("before its first step"), outcome.reason());
    RunInvariants.hold(training, "before the first step");
  }

  @Test
  void aRunThatComesToItsEndInTheGraceIsFinished() throws Exception {
    training.withGrace(LONG, NOBODY, 2, 4).start(4, "--save-every 2 " + training.gate(4));
    Outcome outcome =
        training.follow(
            atStep(3, "TERM")
                .andThen(entry -> {
                  if (isTold(entry)) {
                    training.open(4);
                  }
                }));
    assertEquals(Verdict.FINISHED, outcome.verdict(), outcome.reason());
    assertNotNull(training.run.exit().orElseThrow().preempted());
    RunInvariants.hold(training, "the end in the grace");
  }

  @Test
  void aCrashInTheGraceIsACrash() throws Exception {
    training
        .withGrace(LONG, NOBODY, 2, 4)
        .start(4, "--save-every 2 " + training.gate(2) + " --at 2 --do crash");
    Outcome outcome =
        training.follow(
            atStep(1, "TERM")
                .andThen(entry -> {
                  if (isTold(entry)) {
                    training.open(2);
                  }
                }));
    assertEquals(Verdict.FAILED, outcome.verdict(), outcome.reason());
    Outcome.Cause cause = outcome.cause();
    assertNotNull(cause);
    assertEquals("cuda-oom", cause.category());
  }

  @Test
  void aStopThatWasAskedForBeforeStaysTheReason() throws Exception {
    training.withGrace(LONG, NOBODY, 4).start(4, "--at 3 --do hang --ignore-term");
    Outcome outcome =
        training.follow(entry -> {
          if (FakeTraining.step(entry).equals(Optional.of(2L))) {
            try {
              StopRequest.write(training.run, StopRequest.Mode.NOW, training.surroundings.clock());
              training.announceTheEnd("TERM");
              RunStop.now(training.run, Duration.ZERO, training.surroundings);
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          }
        });
    assertEquals("it was stopped on request after step 2", outcome.reason());
  }

  @Test
  void aWishForAfterACheckpointDoesNotReplaceIt() throws Exception {
    training.withGrace(Duration.ofSeconds(3), NOBODY).start(6, "--at 3 --do hang");
    AtomicInteger told = new AtomicInteger();
    Outcome outcome =
        training.follow(
            atStep(2, "TERM")
                .andThen(entry -> {
                  if (isTold(entry)) {
                    told.incrementAndGet();
                    try {
                      StopRequest.write(
                          training.run,
                          StopRequest.Mode.AFTER_CHECKPOINT,
                          training.surroundings.clock());
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  }
                }));
    cause(outcome);
    assertEquals(1, told.get());
  }

  @Test
  void whereNobodySupervisesWhoIsCalledDoes() throws Exception {
    training
        .withGrace(LONG, OtherJvm.command(List.of(), SuperviseMain.class, List.of()), 2, 4, 6)
        .start(6, "--save-every 2 " + training.gate(2) + " --at 5 --do hang");
    training.announceTheEnd("USR1");
    Path journal = training.run.file(RunDirectory.EVENTS);
    Eventually.isTrue(
        "the one who was called", () -> Files.exists(journal) && told(training.journal()));
    training.open(2);
    Eventually.isTrue("the end", () -> training.story().contains("exit"));
    Outcome outcome = RunStatus.read(training.run, training.surroundings, entry -> {}).outcome();
    assertNotNull(outcome);
    cause(outcome);
    assertTrue(outcome.reason().contains("stopped at a save"), outcome.reason());
    Eventually.isTrue("the supervisor's end", () -> !training.run.isSupervised());
    RunInvariants.hold(training, "by who was called");
  }

  private static boolean told(List<JournalEntry> journal) {
    return journal.stream().anyMatch(PreemptionTest::isTold);
  }
}
