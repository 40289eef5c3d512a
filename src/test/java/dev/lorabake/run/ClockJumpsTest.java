package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.process.Eventually;
import dev.lorabake.process.Pacer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock on the wall is set to and fro while a run goes; nothing but times to show depends. */
@Timeout(120)
class ClockJumpsTest {
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

  private Surroundings at(InstantSource clock) {
    return new Surroundings(training.surroundings.processes(), Pacer.system(), clock);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aClockThatJumpsByHoursChangesNoEventAndNoVerdict(long seed) throws Exception {
    Random random = new Random(seed);
    InstantSource jumping = () -> Instant.now().plus(Duration.ofMinutes(random.nextInt(-90, 90)));
    training.start(300, "--save-every 50 --pause 0.002");
    try (Supervisor supervisor =
        Supervisor.attach(training.run, at(jumping), entry -> {}).orElseThrow()) {
      Outcome outcome = supervisor.run(entry -> {}).orElseThrow();
      assertEquals(Verdict.FINISHED, outcome.verdict(), outcome.reason());
    }
    RunInvariants.hold(training, "seed " + seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, 3600})
  void aStopAfterACheckpointComesWhereverTheClockIsSet(long seconds) throws Exception {
    training.start(6, "--save-every 2 --at 5 --do hang");
    InstantSource clock = () -> Instant.now().plusSeconds(seconds);
    StopRequest.write(training.run, StopRequest.Mode.AFTER_CHECKPOINT, clock);
    try (Supervisor supervisor =
        Supervisor.attach(training.run, at(clock), entry -> {}).orElseThrow()) {
      assertEquals(Verdict.STOPPED, supervisor.run(entry -> {}).orElseThrow().verdict());
    }
    Eventually.isTrue("the keeper's end", () -> !training.run.isKept());
    assertTrue(training.run.exit().orElseThrow().lasted().compareTo(Duration.ZERO) > 0);
    RunInvariants.hold(training, "clock " + seconds + " s off");
  }
}
