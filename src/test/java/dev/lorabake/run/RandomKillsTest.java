package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.process.Eventually;
import dev.lorabake.process.Keeper;
import dev.lorabake.process.KeeperRecord;
import dev.lorabake.process.OtherJvm;
import dev.lorabake.process.ProcessStatus;
import dev.lorabake.process.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever is killed, and whenever: the run's files hold together. Each moment is a run of its own;
 * see src/docs/testing.md for how to try more of them.
 */
@Timeout(1800)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the checks read /proc")
class RandomKillsTest {
  /** A whole run of the stand-in takes about this long after its start. */
  private static final int RUN_MILLIS = 250;

  private static final String SAVING = "--save-every 40 --pause 0.001";

  @TempDir Path folder;
  private final Processes processes = Processes.here();
  private FakeTraining training;

  @BeforeEach
  void makeAFirstRun() throws IOException {
    make("first", 0);
  }

  @AfterEach
  void endEverything() throws Exception {
    training.end();
  }

  private void make(String kind, long seed) throws IOException {
    training = new FakeTraining(Files.createDirectory(folder.resolve(kind + seed)));
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }

  @Test
  void theKeeperAtAnyMomentFromItsStart() throws Exception {
    int recorded = 0;
    for (long seed : Kills.seeds(8)) {
      make("keeper", seed);
      Random random = new Random(seed);
      Keeper.Order order = training.order(200, SAVING);
      CompletableFuture<Keeper.Start> start = CompletableFuture.supplyAsync(() -> start(order));
      Eventually.isTrue("a keeper, seed " + seed, () -> keeper().isPresent());
      LockSupport.parkNanos(random.nextInt(80_000_000));
      keeper().ifPresent(keeper -> processes.end(keeper.identity(), true));
      start.join();
      if (training.run.record().isPresent()) {
        recorded++;
        training.follow(entry -> {});
        RunInvariants.hold(training, "seed " + seed);
      } else {
        assertEquals(
            Judge.neverStarted(),
            RunStatus.read(training.run, training.surroundings, entry -> {}).outcome());
        Eventually.isTrue("nothing to be left, seed " + seed, () -> !isNamed("--marks"));
        assertTrue(!Files.exists(training.marks()), () -> "seed " + seed);
      }
    }
    assertTrue(recorded > 0, "none was killed after the start");
  }

  private static Keeper.Start start(Keeper.Order order) {
    try {
      return Keeper.start(order);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The process that keeps this run, by its command line. */
  private Optional<ProcessStatus> keeper() {
    return processes.all().stream()
        .filter(process -> commandLine(process).contains("--keep\0" + training.run.path() + "\0"))
        .findFirst();
  }

  private boolean isNamed(String argument) {
    return processes.all().stream()
        .filter(process -> !process.ended())
        .map(RandomKillsTest::commandLine)
        .anyMatch(line -> line.contains("\0" + argument + "\0" + training.marks()));
  }

  private static String commandLine(ProcessStatus process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it ended
    }
  }

  @Test
  void theTrainerAtAnyMoment() throws Exception {
    for (long seed : Kills.seeds(6)) {
      make("trainer", seed);
      killed(seed, "", false);
    }
  }

  @Test
  void theLauncherAtAnyMomentWhileItsTrainerTrainsOn() throws Exception {
    for (long seed : Kills.seeds(6)) {
      make("launcher", seed);
      killed(seed, " --launcher", false);
    }
  }

  @Test
  void theTrainerUnderItsLauncherAtAnyMoment() throws Exception {
    for (long seed : Kills.seeds(4)) {
      make("child", seed);
      killed(seed, " --launcher", true);
    }
  }

  /** Kills the leader, or one of its children, while a supervisor looks on. */
  private void killed(long seed, String switches, boolean child) throws Exception {
    Random random = new Random(seed);
    training.start(200, SAVING + switches);
    KeeperRecord record = training.record();
    CompletableFuture<Void> killer =
        CompletableFuture.runAsync(() -> {
          pause(random.nextInt(RUN_MILLIS));
          processes.all().stream()
              .filter(process ->
                  child
                      ? process.parent() == record.program().pid()
                      : process.identity().equals(record.program()))
              .forEach(process -> processes.end(process.identity(), true));
        });
    training.follow(entry -> {});
    killer.join();
    RunInvariants.hold(training, "seed " + seed);
  }

  @Test
  void aStopAtAnyMoment() throws Exception {
    for (long seed : Kills.seeds(6)) {
      make("stop", seed);
      Random random = new Random(seed);
      training.start(200, SAVING + " --launcher --workers 1");
      CompletableFuture<Void> stop =
          CompletableFuture.runAsync(() -> {
            pause(random.nextInt(2 * RUN_MILLIS));
            try {
              RunStop.now(training.run, RunStop.GRACE, training.surroundings);
            } catch (IOException | InterruptedException e) {
              throw new AssertionError(e);
            }
          });
      training.follow(entry -> {});
      stop.join();
      RunInvariants.hold(training, "seed " + seed);
    }
  }

  @Test
  void anAnnouncedEndOfTheMachineAtAnyMoment() throws Exception {
    for (long seed : Kills.seeds(5)) {
      make("preempted", seed);
      Random random = new Random(seed);
      boolean launcher = random.nextBoolean();
      training
          .withGrace(Duration.ofMillis(random.nextInt(1500, 5000)), List.of("true"), 40, 80, 200)
          .start(
              200, "--save-every 40 --pause 0.015" + (launcher ? " --launcher --workers 1" : ""));
      CompletableFuture<Void> machine =
          CompletableFuture.runAsync(() -> {
            try {
              for (int signals = random.nextInt(1, 3); signals > 0; signals--) {
                pause(random.nextInt(3000));
                training.announceTheEnd(random.nextBoolean() ? "TERM" : "USR1");
              }
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
      training.follow(entry -> {});
      machine.join();
      RunInvariants.hold(training, "seed " + seed);
    }
  }

  private boolean hasSomeJournal() throws IOException {
    return training.journal().size() > 10;
  }

  @Test
  void theSupervisorAtAnyMomentFromItsStart() throws Exception {
    List<Long> seeds = Kills.seeds(6);
    make("supervisor", seeds.getFirst());
    Path output = folder.resolve("supervisor.out");
    training.start(4_000, "--save-every 500 --pause 0.01 --hurry " + training.gateFile(0));
    KeeperRecord record = training.record();
    for (long seed : seeds) {
      Random random = new Random(seed);
      Process supervisor =
          OtherJvm.start(output, SuperviseMain.class, training.run.path().toString());
      pause(300 + random.nextInt(700));
      while (seed == seeds.getLast() && supervisor.isAlive() && !hasSomeJournal()) {
        pause(50); // on a busy machine none of the others may have come so far
      }
      assertTrue(supervisor.isAlive(), () -> "it ended by itself, seed " + seed);
      supervisor.destroyForcibly().waitFor();
      assertTrue(processes.isAlive(record.program()), () -> "seed " + seed);
    }
    assertTrue(hasSomeJournal(), "no supervisor came to write anything");
    training.open(0);
    Outcome outcome = training.follow(entry -> {});
    assertEquals(Verdict.FINISHED, outcome.verdict(), outcome.reason());
    assertEquals(record, training.record());
    RunInvariants.hold(training, "seeds " + seeds);
  }

  @Test
  void aSupervisorThatComesAndGoesWhileTheRunEnds() throws Exception {
    for (long seed : Kills.seeds(8)) {
      make("end", seed);
      Random random = new Random(seed);
      training.start(60, "--save-every 40 --pause 0.001");
      Optional<Outcome> outcome = Optional.empty();
      while (outcome.isEmpty()) {
        int stay = random.nextInt(60);
        try (Supervisor supervisor = training.attach()) {
          CompletableFuture<Void> leave =
              CompletableFuture.runAsync(() -> {
                pause(stay);
                supervisor.detach();
              });
          outcome = supervisor.run(entry -> {});
          leave.join();
        }
      }
      assertEquals(Verdict.FINISHED, outcome.get().verdict(), () -> "seed " + seed);
      RunInvariants.hold(training, "seed " + seed);
    }
  }
}
