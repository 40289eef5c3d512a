package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.process.Eventually;
import dev.lorabake.process.FakePacer;
import dev.lorabake.run.FaultyChannel.Death;
import dev.lorabake.run.FaultyChannel.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The journal on a disk that is full, fails, or is there no more: in the middle of any write. */
@Timeout(120)
class FaultyDiskTest {
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

  /** Dies in the n-th write, after a part of it or before its bytes are safe. */
  private static final class DeathAt implements Fault {
    private final int last;
    private final Random random;
    private int writes;

    DeathAt(int last, Random random) {
      this.last = last;
      this.random = random;
    }

    @Override
    public int before(int bytes) {
      return ++writes == last ? random.nextInt(bytes) : bytes;
    }

    @Override
    public void after() {
      throw new Death();
    }

    @Override
    public void force() {
      if (++writes == last) {
        throw new Death();
      }
    }
  }

  /** Is full now and then: takes a part of a write, or says so only when it is forced. */
  private static final class FullAtTimes implements Fault {
    private final Random random;
    private int failures;

    FullAtTimes(long seed) {
      random = new Random(seed);
    }

    @Override
    public int before(int bytes) {
      return random.nextInt(3) == 0 ? random.nextInt(bytes) : bytes;
    }

    @Override
    public void after() throws IOException {
      failures++;
      throw new IOException("No space left on device");
    }

    @Override
    public void force() throws IOException {
      if (random.nextInt(3) == 0) {
        after();
      }
    }
  }

  static List<Long> seeds() {
    return Kills.seeds(2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aDeathInTheMiddleOfAnyWriteLosesAndDoublesNothing(long seed) throws Exception {
    Random random = new Random(seed);
    training.start(12_000, "--save-every 3000");
    Eventually.isTrue("the end", () -> training.run.exit().isPresent() && !training.run.isKept());
    int deaths = 0;
    Optional<Outcome> outcome = Optional.empty();
    while (outcome.isEmpty()) {
      outcome = followUntilDeath(new DeathAt(1 + deaths % 4, random));
      deaths += outcome.isEmpty() ? 1 : 0;
    }
    assertTrue(deaths >= 4, () -> "seed " + seed);
    assertEquals(Verdict.FINISHED, outcome.get().verdict());
    RunInvariants.hold(training, "seed " + seed + ", " + deaths + " deaths");
  }

  private Optional<Outcome> followUntilDeath(Fault fault) throws Exception {
    try (Supervisor supervisor = attach(fault, training.surroundings)) {
      return supervisor.run(entry -> {});
    } catch (Death e) {
      return Optional.empty();
    }
  }

  private Supervisor attach(Fault fault, Surroundings surroundings) throws IOException {
    return Supervisor.attach(
            training.run,
            surroundings,
            entry -> {},
            file -> new FaultyChannel(Journal.file(file), fault))
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aDiskThatIsFullNowAndThenLosesAndDoublesNothing(long seed) throws Exception {
    training.start(3_000, "--save-every 100");
    Eventually.isTrue("the end", () -> training.run.exit().isPresent() && !training.run.isKept());
    JournalReader reader = new JournalReader(training.run);
    List<JournalEntry> read = new ArrayList<>();
    FullAtTimes disk = new FullAtTimes(seed);
    Surroundings waiting =
        new Surroundings(
            training.surroundings.processes(), new FakePacer(), training.surroundings.clock());
    try (Supervisor supervisor = attach(disk, waiting)) {
      supervisor.run(entry -> {
        try {
          read.addAll(reader.next());
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      });
    }
    read.addAll(reader.next());
    assertTrue(disk.failures > 0, () -> "seed " + seed);
    assertEquals(training.journal(), read, () -> "seed " + seed);
    RunInvariants.hold(training, "seed " + seed + ", full " + disk.failures + " times");
  }

  @Test
  void aDiskThatStaysFullLeavesTheTrainingAloneAndASuccessorTellsTheRest() throws Exception {
    training.start(50, training.gate(20));
    Fault full =
        new Fault() {
          @Override
          public int before(int bytes) {
            return 0;
          }

          @Override
          public void after() throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void force() {}
        };
    Surroundings waiting =
        new Surroundings(
            training.surroundings.processes(), new FakePacer(), training.surroundings.clock());
    try (Supervisor supervisor = attach(full, waiting)) {
      IOException said = assertThrows(IOException.class, () -> supervisor.run(entry -> {}));
      assertEquals("No space left on device", said.getMessage());
    }
    assertTrue(training.run.isAlive(training.surroundings.processes()));
    assertEquals(List.of(), training.journal());
    training.open(20);
    assertEquals(Verdict.FINISHED, training.follow(entry -> {}).verdict());
    RunInvariants.hold(training, "a disk that was full");
  }
}
