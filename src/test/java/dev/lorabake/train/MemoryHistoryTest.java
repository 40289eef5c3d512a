package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.plan.LargestBatch;
import dev.lorabake.plan.MeasuredPeak;
import dev.lorabake.run.CardPeak;
import dev.lorabake.run.MemoryPeak;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryHistoryTest {
  private static final long GIB = 1L << 30;
  private static final LargestBatch ONE = new LargestBatch(1, 1 << 20);

  @TempDir Path folder = Path.of("");
  private int minute;

  private static MemoryKind kind(String gpu, LargestBatch batch) {
    return new MemoryKind(new TreeMap<>(Map.of("gpu", gpu, "network_dim", "16")), batch);
  }

  private static CardPeak card(
      @Nullable Boolean used,
      @Nullable Long before,
      long peak,
      @Nullable Long trainer,
      long nearPeak) {
    return new CardPeak(
        0,
        "GPU-a",
        "A card",
        used,
        12 * GIB,
        before,
        peak,
        before == null ? null : (Long) (peak - before),
        trainer,
        9,
        nearPeak);
  }

  private void run(MemoryKind kind, MemoryPeak peak) throws IOException {
    RunDirectory run =
        RunDirectory.create(
            folder.resolve("runs"), "cat", LocalDateTime.of(2026, 11, 23, 18, minute++));
    run.write(RunDirectory.MEMORY_KIND, kind.json());
    run.write(
        RunDirectory.PEAK,
        Json.write(
            Map.of(
                "version", 1,
                "out_of_memory", peak.outOfMemory(),
                "steps", peak.steps(),
                "gpus", peak.gpus())));
  }

  private List<Long> found() {
    return new MemoryHistory(folder.resolve("runs"))
        .find(kind("RTX 3060 12GB", ONE)).stream().map(MeasuredPeak::peakBytes).toList();
  }

  private void run(CardPeak... cards) throws IOException {
    run(kind("RTX 3060 12GB", ONE), new MemoryPeak(false, 40, List.of(cards)));
  }

  @Test
  void aRunWhoseFilesAreDamagedDoesNotHideTheOthers() throws IOException {
    run(kind("a", ONE), new MemoryPeak(false, 9, List.of(card(true, null, GIB, GIB, 9))));
    run(kind("a", ONE), new MemoryPeak(false, 9, List.of(card(true, null, 2 * GIB, GIB, 9))));
    RunDirectory latest = RunDirectory.list(folder.resolve("runs")).getFirst();
    Files.write(latest.file(RunDirectory.MEMORY_KIND), new byte[] {(byte) 0xff});
    assertEquals(1, new MemoryHistory(folder.resolve("runs")).find(kind("a", ONE)).size());
  }

  @Test
  void takesWhatTheTrainerHeldElseWhatCameWithIt() throws IOException {
    run(card(true, GIB / 2, 8 * GIB, null, 5));
    run(card(true, 3 * GIB, 11 * GIB, 7 * GIB, 5));
    assertEquals(List.of(7 * GIB, 15 * GIB / 2), found());
  }

  @Test
  void findsRunsOfTheKindWithAnyBatch() throws IOException {
    LargestBatch two = new LargestBatch(2, 1 << 20);
    MemoryPeak peak = new MemoryPeak(false, 40, List.of(card(true, 0L, 8 * GIB, null, 5)));
    run(kind("RTX 3060 12GB", two), peak);
    run(kind("RTX 3090", ONE), peak);
    List<MeasuredPeak> found =
        new MemoryHistory(folder.resolve("runs")).find(kind("RTX 3060 12GB", ONE));
    assertEquals(List.of(two), found.stream().map(MeasuredPeak::at).toList());
    assertTrue(found.getFirst().run().startsWith("2026-11-23T18-00"), found::toString);
  }

  @Test
  void doesNotTakeOthersMemoryForTheTrainers() throws IOException {
    run(card(true, 3 * GIB, 11 * GIB, null, 5));
    run(card(true, null, 8 * GIB, null, 5));
    assertEquals(List.of(), found());
  }

  @Test
  void doesNotTakeACardThatTheTrainerMayNotHaveUsed() throws IOException {
    run(card(false, 0L, 8 * GIB, null, 5));
    run(card(null, 0L, 8 * GIB, null, 5));
    assertEquals(List.of(), found());
  }

  @Test
  void believesNoMomentAndNoRunThatHardlyBegan() throws IOException {
    run(card(true, 0L, 8 * GIB, null, 2));
    MemoryPeak early = new MemoryPeak(false, 2, List.of(card(true, 0L, 8 * GIB, null, 5)));
    run(kind("RTX 3060 12GB", ONE), early);
    assertEquals(List.of(), found());
  }

  @Test
  void takesTheFullestOfSeveralCardsIfAllCanBeBelieved() throws IOException {
    run(card(true, 0L, 8 * GIB, null, 5), card(true, 0L, 9 * GIB, null, 5));
    run(card(true, 0L, 8 * GIB, null, 5), card(true, 4 * GIB, 9 * GIB, null, 5));
    assertEquals(List.of(9 * GIB), found());
  }

  @Test
  void aRunThatRanOutOfMemoryIsALowerBoundHoweverShort() throws IOException {
    MemoryPeak peak = new MemoryPeak(true, 0, List.of(card(true, 0L, 11 * GIB, null, 1)));
    run(kind("RTX 3060 12GB", ONE), peak);
    List<MeasuredPeak> found =
        new MemoryHistory(folder.resolve("runs")).find(kind("RTX 3060 12GB", ONE));
    assertTrue(found.getFirst().atLeast());
  }

  @Test
  void survivesDamagedFilesAndNoRuns() throws IOException {
    assertEquals(List.of(), found());
    run(card(true, 0L, 8 * GIB, null, 5));
    RunDirectory run = RunDirectory.list(folder.resolve("runs")).getFirst();
    run.write(RunDirectory.PEAK, "{");
    assertEquals(List.of(), found());
    run.write(RunDirectory.MEMORY_KIND, "{\"batch\": 3}");
    assertEquals(List.of(), found());
  }

  @Test
  void theKindIsReadAsItWasWritten() {
    MemoryKind kind = kind("RTX 3060 12GB", ONE);
    assertEquals(kind, MemoryKind.read(kind.json()).orElseThrow());
    assertFalse(MemoryKind.read("").isPresent());
  }
}
