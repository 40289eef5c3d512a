package dev.lorabake.run.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.event.RunEvent.Phase;
import dev.lorabake.event.RunEvent.Step;
import dev.lorabake.event.RunEvent.Warning;
import dev.lorabake.process.FakePacer;
import dev.lorabake.process.ProcessIdentity;
import dev.lorabake.process.ProcessStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs that go wrong, and runs that only look so; time passes as the tests say. */
class RunWatchTest {
  private static final long MEGABYTE = 1_000_000;

  private final FakePacer pacer = new FakePacer();
  private final List<Warning> told = new ArrayList<>();
  private final List<ProcessStatus> processes = new ArrayList<>();
  private long free = 1000 * MEGABYTE;
  private RunWatch watch = watch(1);

  private RunWatch watch(long trainers) {
    Outlook outlook =
        new Outlook(
            Path.of("/out"),
            "cat",
            null,
            trainers,
            List.of(
                new Outlook.Weights("cat-step00000010.safetensors", 50 * MEGABYTE, false),
                new Outlook.Weights("cat-step00000020.safetensors", 50 * MEGABYTE, true),
                new Outlook.Weights("cat.safetensors", 50 * MEGABYTE, true)));
    RunWatch made = new RunWatch(Optional.of(outlook), pacer, folder -> OptionalLong.of(free));
    made.caughtUp();
    return made;
  }

  @Test
  void aLossThatIsNoNumberIsToldOnce() {
    step(1, 0.1, true);
    step(2, null, false);
    step(3, null, false);
    assertEquals(List.of("loss-not-finite"), codes());
    assertTrue(told.getFirst().text().contains("since step 2"), told::toString);
  }

  @Test
  void aLossThatStaysZeroIsTold() {
    for (int i = 1; i < 20; i++) {
      step(i, 0.0, true);
    }
    assertEquals(List.of(), codes());
    for (int i = 20; i < 60; i++) {
      step(i, 0.0, true);
    }
    assertEquals(List.of("loss-zero"), codes());
  }

  @Test
  void aZeroAmongOtherLossesIsNothing() {
    for (int i = 1; i < 200; i++) {
      step(i, i % 15 == 0 ? 0.01 : 0.0, true);
    }
    assertEquals(List.of(), codes());
  }

  @Test
  void aSuccessorDoesNotTellAgain() {
    step(1, null, false);
    watch.after(new Warning("told by another", "lorabake", "loss-not-finite"));
    step(2, null, false);
    assertEquals(List.of(), codes());
  }

  @Test
  void stepsThatGrowSeveralTimesSlowerAreTold() {
    int done = steps(0, 400, 1000);
    assertEquals(List.of(), codes());
    steps(done, 40, 5000);
    assertEquals(List.of("steps-slower"), codes());
    assertTrue(told.getFirst().text().startsWith("a step takes 5.0 s at step "), told::toString);
  }

  @Test
  void stepsOfTwoSizesInAnyOrderAreUsual() {
    Random random = new Random(7);
    int done = 0;
    for (int i = 0; i < 2000; i++) {
      done = steps(done, 1, random.nextBoolean() ? 2000 : 8000);
    }
    assertEquals(List.of(), codes());
  }

  @Test
  void pausesForSamplesSavesAndEpochsAreNoSlowSteps() {
    int done = steps(0, 300, 1000);
    for (int i = 0; i < 50; i++) {
      watch.after(new Phase(PhaseName.SAMPLING, null, null));
      pass(90);
      watch.after(new Phase(PhaseName.TRAINING, null, null));
      watch.after(new RunEvent.Epoch(i + 2, 99));
      done = steps(done, 1, 1000);
    }
    assertEquals(List.of(), codes());
  }

  @Test
  void stepsReadInOneGoShowNoPace() {
    watch = new RunWatch(Optional.empty(), pacer, folder -> OptionalLong.empty());
    int done = steps(0, 3000, 1);
    watch.caughtUp();
    steps(done, 300, 5000);
    assertEquals(List.of(), codes());
  }

  @Test
  void aTrainerThatFallsSilentIsToldOnceAndLaterOnlyWhenItIsTwiceAsLong() {
    steps(0, 100, 1000);
    pass(14 * 60);
    assertEquals(List.of(), codes());
    pass(2 * 60);
    pass(60 * 60);
    assertEquals(List.of("no-progress"), codes());
    assertTrue(told.getFirst().text().contains("for 15 min (phase training"), told::toString);
    steps(100, 10, 1000);
    pass(140 * 60);
    assertEquals(List.of(), codes());
    pass(20 * 60);
    assertEquals(List.of("no-progress"), codes());
  }

  @Test
  void howLongIsTooLongIsLearntFromTheTrainersOwnPauses() {
    for (int i = 1; i < 10; i++) {
      pass(10 * 60);
      watch.sign();
      step(i, 0.1, true);
    }
    pass(80 * 60);
    assertEquals(List.of(), codes());
    pass(30 * 60);
    assertEquals(List.of("no-progress"), codes());
  }

  @Test
  void whatMayTakeLongIsGivenItsTime() {
    for (PhaseName phase :
        List.of(PhaseName.MODEL, PhaseName.SAMPLING, PhaseName.SAVING, PhaseName.LATENT_CACHE)) {
      watch.after(new Phase(phase, null, null));
      watch.sign();
      pass(19 * 60);
    }
    assertEquals(List.of(), codes());
  }

  @Test
  void aSupervisorThatWasAsleepItselfCountsNoSilence() {
    steps(0, 10, 1000);
    pacer.pause(Duration.ofHours(8));
    watch.look(() -> processes);
    assertEquals(List.of(), codes());
  }

  @Test
  void whatPassedWhileTheSupervisorWasAsleepIsNoPauseOfTheTrainer() {
    steps(0, 10, 1000);
    pacer.pause(Duration.ofHours(8));
    watch.sign(); // read before anything is looked at
    pass(16 * 60);
    assertEquals(List.of("no-progress"), codes());
  }

  @Test
  void aWorkerThatDiedAndThatNobodyAsksForIsTold() {
    processes.addAll(List.of(process(10, 1, 'S'), process(11, 10, 'S'), process(12, 11, 'S')));
    steps(0, 60, 1000);
    processes.set(2, process(12, 11, 'Z'));
    steps(60, 30, 1000);
    assertEquals(List.of(), codes());
    steps(90, 30, 1000);
    assertEquals(List.of("processes-gone"), codes());
    assertTrue(told.getFirst().text().contains("(pid 12) while 2 others go on"), told::toString);
  }

  @Test
  void workersThatComeAndGoWithTheEpochsAreNothing() {
    for (int epoch = 0; epoch < 5; epoch++) {
      processes.clear();
      processes.addAll(List.of(process(10, 1, 'S'), process(11, 10, 'S')));
      processes.add(process(20 + epoch, 11, 'S'));
      processes.add(process(40 + epoch, 11, 'Z'));
      steps(epoch * 60, 60, 1000);
    }
    assertEquals(List.of(), codes());
  }

  @Test
  void aTrainerThatIsMissingAmongSeveralIsTold() {
    watch = watch(2);
    processes.addAll(List.of(process(10, 1, 'S'), process(11, 10, 'S'), process(12, 10, 'S')));
    processes.addAll(List.of(process(21, 11, 'S'), process(22, 11, 'S')));
    steps(0, 60, 1000);
    processes.remove(2);
    steps(60, 90, 1000);
    assertEquals(List.of("processes-gone"), codes());
    assertTrue(told.getFirst().text().startsWith("one of the 2 trainers is gone (pid 12)"));
  }

  @Test
  void trainersThatEndOneAfterTheOtherAreNothing() {
    watch = watch(2);
    processes.addAll(List.of(process(10, 1, 'S'), process(11, 10, 'S'), process(12, 10, 'S')));
    steps(0, 60, 1000);
    watch.after(new Step(100_000, 100_000, 0.1, true, null, null, 1L));
    watch.after(new Phase(PhaseName.SAVING, null, null));
    processes.remove(2);
    pass(300);
    assertEquals(List.of(), codes());
  }

  @Test
  void aDiskWithoutRoomForWhatRemainsIsTold() {
    free = 90 * MEGABYTE;
    pass(60);
    assertEquals(List.of("disk-nearly-full"), codes());
    assertTrue(
        told.getFirst().text().startsWith("/out has room for 90 MB, and at least 100 MB"),
        told::toString);
    pass(600);
    assertEquals(List.of(), codes());
  }

  @Test
  void whatUpstreamWillRemoveMakesRoomForWhatItSaves() {
    saved("cat-step00000010.safetensors", CheckpointStage.BEGUN);
    saved("cat-step00000010.safetensors", CheckpointStage.VERIFIED);
    free = 55 * MEGABYTE;
    pass(60);
    assertEquals(List.of(), codes());
    free = 45 * MEGABYTE;
    pass(60);
    assertEquals(List.of("disk-nearly-full"), codes());
  }

  @Test
  void aFullDiskIsNothingOnceAllIsSaved() {
    free = 0;
    for (String file : List.of("cat-step00000010.safetensors", "cat-step00000020.safetensors")) {
      saved(file, CheckpointStage.BEGUN);
    }
    saved("cat.safetensors", CheckpointStage.BEGUN);
    pass(60);
    assertEquals(List.of(), codes());
  }

  private void saved(String file, CheckpointStage stage) {
    watch.after(
        new Checkpoint(
            "/out/" + file, CheckpointKind.WEIGHTS, stage, null, null, 50 * MEGABYTE, null));
  }

  private int steps(int from, int count, long millis) {
    for (int i = 1; i <= count; i++) {
      pacer.pause(Duration.ofMillis(millis));
      watch.sign();
      step(from + i, 0.1, true);
      watch.look(() -> List.copyOf(processes));
    }
    return from + count;
  }

  private void step(long step, @Nullable Double loss, boolean finite) {
    watch.after(new Step(step, 100_000, loss, finite, null, null, 1L));
  }

  /** Time passes, and somebody looks each second. */
  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      pacer.pause(Duration.ofSeconds(1));
      watch.look(() -> List.copyOf(processes));
    }
  }

  /** What was told since the last call. */
  private List<String> codes() {
    told.clear();
    told.addAll(watch.due());
    told.forEach(watch::after);
    return told.stream().map(Warning::code).toList();
  }

  private static ProcessStatus process(long pid, long parent, char state) {
    return new ProcessStatus(
        new ProcessIdentity("boot", pid, pid), state, parent, 10, 10, "python");
  }
}
