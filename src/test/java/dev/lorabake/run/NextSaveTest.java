package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.process.FakePacer;
import dev.lorabake.run.PreemptionNotice.Ending;
import dev.lorabake.run.watch.Outlook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a save fits into what is left of a grace; time passes as the tests say. */
class NextSaveTest {
  private static final Path FINAL = Path.of("/out/cat.safetensors");

  private final FakePacer pacer = new FakePacer();
  private NextSave next = nextSave(100L, 20, 40, 60, 80, 100);

  private NextSave nextSave(@Nullable Long last, long... saves) {
    List<Outlook.Weights> files =
        LongStream.of(saves)
            .mapToObj(step -> new Outlook.Weights("cat-step" + step, 1, true, step))
            .toList();
    return new NextSave(
        Optional.of(new Outlook(Path.of("/out"), "cat", null, 1, files)), expecting(last), pacer);
  }

  private static Expectation expecting(@Nullable Long last) {
    return Expectation.of(last, FINAL, false);
  }

  private void steps(long from, long to, double seconds, @Nullable Double bar) {
    for (long step = from; step <= to; step++) {
      pacer.pause(Duration.ofMillis(Math.round(1000 * seconds)));
      next.after(new RunEvent.Step(step, 100, 0.1, true, null, bar, null));
    }
  }

  private DueStop stop() {
    return new DueStop(expecting(100L), next);
  }

  private Optional<Ending> due(DueStop stop, StopRequest wish, RunEvent... judged) {
    return stop.due(Optional.of(wish), List.of(judged), List.of(), pacer.nanos())
        .map(StopRequest::notice)
        .map(PreemptionNotice::ending);
  }

  /** As the keeper writes it, which keeps some of the time for the end itself. */
  private StopRequest announced(double grace) {
    long endAt = pacer.nanos() + Math.round(1e9 * (grace - Math.min(8, 0.4 * grace)));
    Duration whole = Duration.ofMillis(Math.round(1000 * grace));
    return new StopRequest(
        StopRequest.Mode.PREEMPTED,
        Instant.EPOCH,
        new PreemptionNotice(10, whole, "boot", endAt, null));
  }

  private static Checkpoint verified(String file) {
    return new Checkpoint(
        file, CheckpointKind.WEIGHTS, CheckpointStage.VERIFIED, null, null, 1L, null);
  }

  /**
   * The save after step 40 needs so many steps of two seconds each; quicker ones are thought
   * possible down to four fifths of that.
   */
  @ParameterizedTest
  @CsvSource({
    "5,   39, false",
    "5,   37, true",
    "30,  28, false",
    "30,  25, true",
    "120, 20, false",
    "120, 2,  false"
  })
  void whetherItIsWaitedForDependsOnGraceAndPace(double grace, long step, boolean ended) {
    next.caughtUp();
    steps(1, step, 2, null);
    Optional<Ending> ending = due(stop(), announced(grace));
    assertEquals(ended ? Optional.of(Ending.NONE_FITS) : Optional.empty(), ending);
  }

  @Test
  void aStepThatSavesMayStillBeSaving() {
    next.caughtUp();
    steps(1, 40, 2, null);
    assertEquals(Optional.of(40L), next.step());
    assertEquals(Optional.empty(), due(stop(), announced(5)));
  }

  @Test
  void aSaveFromBeforeTheNewsIsNoReasonToGo() {
    next.caughtUp();
    steps(1, 41, 2, null);
    Checkpoint open =
        new Checkpoint(
            "cat-step40", CheckpointKind.WEIGHTS, CheckpointStage.BEGUN, null, 40L, null, null);
    DueStop stop = stop();
    StopRequest wish = announced(120);
    assertEquals(
        Optional.empty(), stop.due(Optional.of(wish), List.of(), List.of(open), pacer.nanos()));
    assertEquals(Optional.empty(), due(stop, wish, verified("cat-step40")));
    assertEquals(Optional.of(Ending.SAVED), due(stop, wish, verified("cat-step60")));
  }

  @Test
  void aSaveThatBeganAfterTheNewsIsWaitedForThoughStepsFollow() {
    next.caughtUp();
    steps(1, 39, 2, null);
    DueStop stop = stop();
    StopRequest wish = announced(30);
    assertEquals(Optional.empty(), due(stop, wish));
    steps(40, 41, 2, null);
    Checkpoint open =
        new Checkpoint(
            "cat-step40", CheckpointKind.WEIGHTS, CheckpointStage.BEGUN, null, 40L, null, null);
    assertEquals(
        Optional.empty(), stop.due(Optional.of(wish), List.of(), List.of(open), pacer.nanos()));
    assertEquals(Optional.of(Ending.SAVED), due(stop, wish, verified("cat-step40")));
  }

  @Test
  void anUnknownPaceIsNoReasonToEndIt() {
    steps(1, 3, 0, null);
    assertEquals(Optional.empty(), due(stop(), announced(5)));
  }

  @Test
  void whoComesLaterTakesThePaceFromTheBarUntilStepsAreSeen() {
    steps(1, 25, 0, 3.0);
    assertEquals(Optional.of(45.0), next.seconds());
    assertEquals(Optional.of(Ending.NONE_FITS), due(stop(), announced(30)));
    next.caughtUp();
    steps(26, 36, 0.5, 3.0);
    assertEquals(Optional.of(2.0), next.seconds());
  }

  @Test
  void pausesForSamplesAndSavesDoNotMoveThePace() {
    next.caughtUp();
    steps(1, 12, 2, null);
    steps(13, 13, 60, null);
    steps(14, 15, 2, null);
    assertEquals(Optional.of(10.0), next.seconds());
  }

  @Test
  void theEndOfTheTrainingIsASaveThatEndsIt() {
    next.caughtUp();
    steps(1, 99, 2, null);
    DueStop stop = stop();
    StopRequest wish = announced(30);
    assertEquals(Optional.empty(), due(stop, wish, verified("/out/cat.safetensors")));
    steps(100, 100, 2, null);
    assertEquals(Optional.empty(), due(stop, wish));
  }

  @Test
  void aVerifiedSaveEndsItAndSoDoesTheTime() {
    steps(1, 20, 2, null);
    StopRequest wish = announced(30);
    assertFalse(next.isAhead());
    assertEquals(Optional.of(Ending.SAVED), due(stop(), wish, verified("cat-step20")));
    DueStop stop = stop();
    assertEquals(Optional.empty(), due(stop, wish));
    pacer.pause(Duration.ofSeconds(22));
    assertEquals(Optional.of(Ending.TIME_UP), due(stop, wish));
  }

  @Test
  void aMomentOfAnotherClockIsCountedFromWhenItWasSeen() {
    StopRequest wish = announced(30);
    PreemptionNotice strange =
        new PreemptionNotice(10, Duration.ofSeconds(30), "boot", Long.MAX_VALUE / 2, null);
    StopRequest odd = new StopRequest(wish.mode(), wish.at(), strange);
    DueStop stop = stop();
    assertEquals(Optional.empty(), due(stop, odd));
    pacer.pause(Duration.ofSeconds(31));
    assertEquals(Optional.of(Ending.TIME_UP), due(stop, odd));
  }

  @Test
  void whatAnotherSupervisorBeganIsFinishedOnlyWhenItDidNot() {
    StopRequest begun = announced(600).endedFor(Ending.SAVED);
    DueStop stop = stop();
    assertEquals(Optional.empty(), due(stop, begun));
    pacer.pause(Duration.ofSeconds(31));
    assertEquals(Optional.of(Ending.SAVED), due(stop, begun));
  }

  @Test
  void afterAResumeTheBarCountsAnewAndFilesDoNot() {
    next = nextSave(60L, 60, 80, 100);
    next.caughtUp();
    steps(1, 15, 2, null);
    assertEquals(Optional.of(20L), next.step());
  }

  @Test
  void withoutAPlanNobodyCanTell() {
    next = new NextSave(Optional.empty(), Expectation.NONE, pacer);
    next.caughtUp();
    steps(1, 50, 2, null);
    assertFalse(next.isSurelyLater(Duration.ofSeconds(1)));
    next = nextSave(null, 20);
    next.caughtUp();
    steps(1, 21, 2, null);
    assertTrue(next.isSurelyLater(Duration.ofDays(1)), "nothing more is saved");
  }
}
