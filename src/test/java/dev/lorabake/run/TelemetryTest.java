package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.RunEvent;
import dev.lorabake.process.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the table that is written beside the trainer to events and the peak. */
@Timeout(120)
class TelemetryTest {
  private static final long MIB = 1L << 20;

  @TempDir Path folder;

  private static String line(long sample, int card, double seconds, int used, String trainer) {
    return "%d,2026-11-23T18:40:00.125Z,%s,%d,GPU-%d,A card,%s,97,%d,12288,71,168.2,%s%n"
        .formatted(sample, seconds, card, card, card == 0 ? "1" : "0", used, trainer);
  }

  private List<Double> told(String table) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), table);
    return new TelemetryLog(file, 0, sample -> {})
        .next().stream().map(event -> ((RunEvent.Telemetry) event).memoryMib()).toList();
  }

  private static Optional<MemoryPeak> peak(boolean outOfMemory, String... lines) {
    MemoryPeak.Samples samples = new MemoryPeak.Samples();
    for (String line : lines) {
      samples.add(GpuSample.parse(line.strip()).orElseThrow());
    }
    return samples.peak(outOfMemory, 40);
  }

  @Test
  void tellsOneSampleEachHalfMinuteAndEveryNewMaximum() throws IOException {
    StringBuilder table = new StringBuilder();
    int[] used = {500, 500, 900, 900, 800, 800, 901, 900};
    for (int i = 0; i < used.length; i++) {
      table.append(line(i, 0, 10.0 * i, used[i], ""));
    }
    assertEquals(List.of(500.0, 900.0, 800.0, 901.0), told(table.toString()));
  }

  @Test
  void tellsEachCardByItself() throws IOException {
    assertEquals(List.of(500.0, 10.0), told(line(0, 0, 0, 500, "") + line(0, 1, 0, 10, "")));
  }

  @Test
  void passesOverWhatIsNoSample() throws IOException {
    String good = line(1, 0, 1, 600, "");
    assertEquals(
        List.of(600.0),
        told("sample,at\n\n,,,,,,,,,,,,\n" + good.replace("2026-11", "soon") + good + "2,2026"));
    assertEquals(List.of(), new TelemetryLog(folder.resolve("none"), 0, sample -> {}).next());
  }

  @Test
  void readsOnWhereALineWasNotYetWhole() throws IOException {
    String second = line(1, 0, 40, 700, "");
    Path file = Files.writeString(folder.resolve("t.csv"), line(0, 0, 0, 500, ""));
    TelemetryLog log = new TelemetryLog(file, 0, sample -> {});
    assertEquals(1, log.next().size());
    Files.writeString(file, second.substring(0, 20), StandardOpenOption.APPEND);
    assertEquals(List.of(), log.next());
    Files.writeString(file, second.substring(20), StandardOpenOption.APPEND);
    assertEquals(1, log.next().size());
  }

  @Test
  void thePeakIsToldWithoutWhatOthersUsedBefore() {
    CardPeak card =
        peak(
                false,
                line(0, 0, 0, 500, ""),
                line(1, 0, 10, 8000, ""),
                line(2, 0, 20, 8500, ""),
                line(3, 0, 30, 8400, ""))
            .orElseThrow()
            .used()
            .getFirst();
    assertEquals(8500 * MIB, card.peakBytes());
    assertEquals(500 * MIB, card.baselineBytes());
    assertEquals(8000 * MIB, card.aboveBaselineBytes());
    assertNull(card.trainerBytes());
    assertEquals(3, card.samples());
    assertEquals(2, card.samplesNearPeak());
  }

  @Test
  void withoutALookBeforehandNobodyKnowsWhatOthersUsed() {
    CardPeak card = peak(false, line(1, 0, 10, 8000, "")).orElseThrow().gpus().getFirst();
    assertNull(card.baselineBytes());
    assertNull(card.aboveBaselineBytes());
    assertEquals(Optional.empty(), peak(false, line(0, 0, 0, 500, "")));
  }

  @Test
  void theTrainersOwnProcessesTellWhichCardItUses() {
    MemoryPeak peak =
        peak(
                false,
                line(1, 0, 10, 900, ""),
                line(1, 1, 10, 8000, "7000"),
                line(2, 1, 20, 9900, "7200"))
            .orElseThrow();
    assertEquals(List.of(1), peak.used().stream().map(CardPeak::index).toList());
    CardPeak card = peak.used().getFirst();
    assertEquals(7200 * MIB, card.trainerBytes());
    assertEquals(9900 * MIB, card.peakBytes());
    assertEquals(2, card.samplesNearPeak());
  }

  @Test
  void thePeakIsReadAsItWasWritten() throws IOException {
    RunDirectory run = new FakeTraining(folder).run;
    assertEquals(Optional.empty(), MemoryPeak.read(run));
    MemoryPeak peak =
        peak(true, line(1, 0, 1, 900, "700"), line(1, 1, 1, 5, ""), line(2, 0, 2, 9, ""))
            .orElseThrow();
    peak.write(run);
    assertEquals(Optional.of(peak), MemoryPeak.read(run));
    run.write(RunDirectory.PEAK, "{\"gpus\": [{}]}");
    assertEquals(Optional.empty(), MemoryPeak.read(run));
  }

  @Test
  void aRunLeavesItsPeakAndTellsWhatItSaw() throws Exception {
    FakeTraining training = new FakeTraining(folder);
    try {
      training.withNvidiaSmi("echo 0, GPU-a, A card, 97, 8000, 12288, 71, 168.2");
      training.start(4, training.gate(3));
      Path table = training.run.file(RunDirectory.TELEMETRY);
      Eventually.isTrue("samples", () -> Files.exists(table) && Files.size(table) > 1000);
      training.open(3);
      Outcome outcome = training.follow(entry -> {});
      assertEquals(Verdict.FINISHED, outcome.verdict(), outcome.reason());
      MemoryPeak peak = MemoryPeak.read(training.run).orElseThrow();
      assertFalse(peak.outOfMemory());
      assertEquals(4, peak.steps());
      assertEquals(8000 * MIB, peak.used().getFirst().peakBytes());
      assertEquals(8000 * MIB, peak.used().getFirst().baselineBytes());
      List<String> story = training.story();
      assertTrue(story.contains("telemetry"), story::toString);
      assertEquals("exit", story.getLast());
    } finally {
      training.end();
    }
  }

  @Test
  void aRunThatRanOutOfMemorySaysThatItsPeakIsALowerBound() throws Exception {
    FakeTraining training = new FakeTraining(folder);
    try {
      training.withNvidiaSmi("echo 0, GPU-a, A card, 97, 12000, 12288, 71, 168.2");
      training.start(4, training.gate(2) + " --at 3 --do crash");
      Path table = training.run.file(RunDirectory.TELEMETRY);
      Eventually.isTrue("samples", () -> Files.exists(table) && Files.size(table) > 1000);
      training.open(2);
      List<RunEvent> told = new ArrayList<>();
      training.follow(entry -> told.add(entry.event()));
      assertTrue(MemoryPeak.read(training.run).orElseThrow().outOfMemory(), told::toString);
    } finally {
      training.end();
    }
  }
}
