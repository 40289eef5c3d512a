package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.run.EventJson;
import dev.lorabake.run.Expectation;
import dev.lorabake.run.MeasureGoal;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.StepStretches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaceHistoryTest {
  private static final Instant START = Instant.parse("2026-11-23T18:40:00Z");

  private static final PartKinds PARTS = new PartKinds("s", "d", 12, "w", "p", "v");

  @TempDir Path folder = Path.of("");

  private static StepKind kind(String gpu, long rank, long pixels) {
    return new StepKind(new TreeMap<>(Map.of("gpu", gpu, "family", "sdxl")), rank, pixels);
  }

  private static @Nullable Double secondsPerStep(List<JournalEntry> entries) {
    StepStretches stretches = new StepStretches();
    entries.forEach(stretches::accept);
    return stretches.secondsPerStep();
  }

  /** Steps two seconds apart, with a pause of a minute in the midst. */
  private static List<JournalEntry> journal(int steps, double seconds) {
    List<JournalEntry> entries = new ArrayList<>();
    double at = 0;
    for (int step = 1; step <= steps; step++) {
      at += step == steps / 2 ? 60 : seconds;
      entries.add(
          new JournalEntry(
              step,
              START.plusMillis(Math.round(at * 1000)),
              new RunEvent.Step(step, steps, 0.1, true, null, null, null)));
    }
    return entries;
  }

  private void run(int minute, StepKind kind, List<JournalEntry> entries, double lasted)
      throws IOException {
    RunDirectory run =
        RunDirectory.create(
            folder.resolve("runs"), "cat", LocalDateTime.of(2026, 11, 23, 18, minute));
    run.write(RunDirectory.STEP_KIND, kind.json(PARTS));
    StringBuilder lines = new StringBuilder();
    entries.forEach(entry -> lines.append(EventJson.write(entry)).append('\n'));
    run.write(RunDirectory.EVENTS, lines.toString());
    Files.writeString(
        run.file(RunDirectory.EXIT),
        String.format(
            Locale.ROOT,
            "{\"code\": 0, \"ended\": \"2026-11-23T19:00:00Z\", \"seconds\": %.1f,"
                + " \"forwarded\": []}",
            lasted));
  }

  private Optional<PaceHistory.Measured> find(StepKind kind) {
    return PaceHistory.best(new PaceHistory(folder.resolve("runs")).all(kind));
  }

  @Test
  void takesTheMedianSoThatPausesDoNotCount() {
    assertEquals(2.0, secondsPerStep(journal(40, 2)));
    assertNull(secondsPerStep(journal(5, 2)), "too few");
    assertNull(secondsPerStep(List.of()));
  }

  /** A supervisor looks five times a second: quick steps come many at a time. */
  @Test
  void seesThePaceOfStepsThatAreReadInBunches() {
    List<JournalEntry> entries = new ArrayList<>();
    for (int step = 1; step <= 400; step++) {
      entries.add(
          new JournalEntry(
              step,
              START.plusMillis(200L * (step / 10)).plusNanos(step),
              new RunEvent.Step(step, 400, 0.1, true, null, null, null)));
    }
    Double pace = secondsPerStep(entries);
    assertNotNull(pace);
    assertEquals(0.02, pace, 0.002);
  }

  @Test
  void findsTheLatestLikeRun() throws IOException {
    run(1, kind("RTX 3090", 16, 1000), journal(40, 3), 180);
    run(2, kind("RTX 3090", 16, 1000), journal(40, 2), 140);
    run(3, kind("RTX 4090", 16, 1000), journal(40, 1), 100);
    PaceHistory.Measured found = find(kind("RTX 3090", 32, 1020)).orElseThrow();
    assertEquals(2.0, found.secondsPerStep());
    assertTrue(found.run().startsWith("2026-11-23T18-02"), found.run());
  }

  @Test
  void believesAMeasurementWhoseStartWasLong() throws IOException {
    run(1, kind("RTX 3090", 16, 1000), journal(20, 2), 700);
    RunDirectory run = RunDirectory.list(folder.resolve("runs")).getFirst();
    assertFalse(find(kind("RTX 3090", 16, 1000)).isPresent(), "its start is not known");
    run.write(RunDirectory.RECORD, record(START.minusSeconds(600)));
    Expectation.measuring(MeasureGoal.USUAL).write(run);
    assertEquals(2.0, find(kind("RTX 3090", 16, 1000)).orElseThrow().secondsPerStep());
  }

  @Test
  void takesALaterTrainingUnlessAMeasurementSawMore() throws IOException {
    run(1, kind("RTX 3090", 16, 1000), journal(40, 3), 180);
    run(2, kind("RTX 3090", 16, 1000), journal(20, 2), 100);
    Expectation.measuring(MeasureGoal.USUAL)
        .write(RunDirectory.list(folder.resolve("runs")).getFirst());
    assertEquals(2.0, find(kind("RTX 3090", 16, 1000)).orElseThrow().secondsPerStep(), "later");
    run(3, kind("RTX 3090", 16, 1000), journal(9, 1), 68);
    assertEquals(2.0, find(kind("RTX 3090", 16, 1000)).orElseThrow().secondsPerStep(), "saw more");
    run(4, kind("RTX 3090", 16, 1000), journal(40, 4), 220);
    assertEquals(4.0, find(kind("RTX 3090", 16, 1000)).orElseThrow().secondsPerStep(), "longer");
  }

  private static String record(Instant started) {
    return "{\"version\": 1, \"boot_id\": \"b\", \"keeper\": {\"pid\": 1, \"start_ticks\": 1},"
        + " \"trainer\": {\"pid\": 2, \"start_ticks\": 1}, \"started\": \""
        + started
        + "\", \"cwd\": \"/\", \"argv\": []}";
  }

  @Test
  void passesOverWhatIsNotAlike() throws IOException {
    run(1, kind("RTX 3090", 16, 1000), journal(40, 2), 140);
    assertFalse(find(kind("RTX 3090", 16, 2000)).isPresent());
    assertFalse(find(kind("RTX 3090", 64, 1000)).isPresent());
    assertFalse(find(kind("RTX 3060", 16, 1000)).isPresent());
  }

  @Test
  void doesNotBelieveAJournalThatWasToldAfterwards() throws IOException {
    run(1, kind("RTX 3090", 16, 1000), journal(40, 0.001).subList(20, 40), 4000);
    assertFalse(find(kind("RTX 3090", 16, 1000)).isPresent());
  }

  @Test
  void survivesDamagedFilesAndNoRuns() throws IOException {
    assertFalse(find(kind("RTX 3090", 16, 1000)).isPresent());
    run(1, kind("RTX 3090", 16, 1000), journal(40, 2), 140);
    Path run = RunDirectory.list(folder.resolve("runs")).getFirst().path();
    Files.writeString(run.resolve(RunDirectory.STEP_KIND), "{\"rank\": ");
    assertFalse(find(kind("RTX 3090", 16, 1000)).isPresent());
    assertNotNull(run);
  }
}
