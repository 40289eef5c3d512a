package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.log.LogParser;
import dev.lorabake.process.Eventually;
import dev.lorabake.process.KeeperRecord;
import dev.lorabake.process.OtherJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Supervisors die; a run's journal is the same as if none had. */
@Timeout(180)
class AdoptionTest {
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

  /** Stands for a death between writing an entry and doing anything more. */
  private static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noEventIsLostOrDoubledHoweverOftenTheSupervisorDies(long seed) throws Exception {
    Random random = new Random(seed);
    writeTelemetry(random);
    training.start(20_000, "--save-every 5000");
    Eventually.isTrue("the end", () -> training.run.exit().isPresent());
    int deaths = 0;
    Outcome outcome = followUntilDeath(1 + random.nextInt(1500));
    while (outcome == null) {
      deaths++;
      tearTheJournal(random);
      outcome = followUntilDeath(1 + random.nextInt(1500));
    }
    assertEquals(Verdict.FINISHED, outcome.verdict(), outcome.reason());
    assertTrue(deaths > 10, "deaths: " + deaths);
    assertNothingIsLostOrDoubled("seed " + seed);
  }

  /** A day and more of it, with memory that comes and goes. */
  private void writeTelemetry(Random random) throws IOException {
    StringBuilder lines = new StringBuilder("sample,at,seconds,index,uuid,name,used,…\n");
    for (int i = 0; i < 9_000; i++) {
      lines.append(
          "%d,2026-11-23T18:40:00.000Z,%d.0,%d,GPU-%d,a card,1,97,%d,12288,71,,\n"
              .formatted(i / 2, i / 2 * 10, i % 2, i % 2, 500 + random.nextInt(9000)));
    }
    Files.writeString(training.run.file(RunDirectory.TELEMETRY), lines + "4500,2026-11");
  }

  /** The outcome, or null when it died at that entry. */
  private @Nullable Outcome followUntilDeath(int last) throws Exception {
    AtomicInteger told = new AtomicInteger();
    try (Supervisor supervisor = training.attach()) {
      return supervisor
          .run(entry -> {
            if (told.incrementAndGet() == last) {
              throw new Death();
            }
          })
          .orElseThrow();
    } catch (Death e) {
      return null;
    }
  }

  /** As a death in the middle of a write, or a power cut, leaves it. */
  private void tearTheJournal(Random random) throws IOException {
    Path events = training.run.file(RunDirectory.EVENTS);
    switch (random.nextInt(4)) {
      case 0 -> Files.writeString(events, "{\"seq\":", StandardOpenOption.APPEND);
      case 1 -> Files.write(events, new byte[17], StandardOpenOption.APPEND);
      case 2 -> {
        byte[] whole = Files.readAllBytes(events);
        int kept = whole.length - random.nextInt(Math.min(whole.length, 400));
        Files.write(events, Arrays.copyOf(whole, kept));
      }
      default -> {}
    }
  }

  @ParameterizedTest
  @ValueSource(longs = 4)
  void aKilledSupervisorLeavesTrainingAndJournalWhole(long seed) throws Exception {
    Random random = new Random(seed);
    training.withNvidiaSmi(
        "test $1 != ${1#*apps} || echo 0, GPU-a, A card, 97, $(date +%N | cut -c2-5), 12288, 71, 168");
    training.start(6_000, "--save-every 1500 --pause 0.02 --hurry " + training.gateFile(0));
    KeeperRecord record = training.record();
    for (int kill = 0; kill < 6; kill++) {
      int before = training.journal().size();
      Process supervisor = superviseInAnotherProgram();
      try {
        int more = 1 + random.nextInt(100);
        Eventually.isTrue(
            "events of supervisor " + kill + ", seed " + seed,
            () -> training.journal().size() >= before + more || !supervisor.isAlive());
        assertTrue(supervisor.isAlive(), () -> "seed " + seed + ": " + said());
      } finally {
        supervisor.destroyForcibly().waitFor();
      }
      assertTrue(training.surroundings.processes().isAlive(record.program()));
      assertFalse(training.run.isSupervised());
    }
    training.open(0);
    Outcome outcome = training.follow(entry -> {});
    assertEquals(Verdict.FINISHED, outcome.verdict(), outcome.reason());
    assertEquals(record, training.record());
    assertNothingIsLostOrDoubled("seed " + seed);
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("supervisor.out"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void aSupervisorWhoseJavaCrashesLeavesTrainingAndJournalWhole() throws Exception {
    training.start(6_000, "--save-every 1500 --pause 0.02 --hurry " + training.gateFile(0));
    KeeperRecord record = training.record();
    List<String> command =
        OtherJvm.command(
            List.of("-XX:ErrorFile=" + folder.resolve("crash.log"), "-XX:-CreateCoredumpOnCrash"),
            SuperviseMain.class,
            List.of(training.run.toString()));
    Process supervisor =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("supervisor.out").toFile())
            .start();
    try {
      Eventually.isTrue("events", () -> training.journal().size() > 5);
      new ProcessBuilder("sh", "-c", "kill -SEGV " + supervisor.pid()).start().waitFor();
      assertTrue(supervisor.waitFor() != 0 && Files.exists(folder.resolve("crash.log")));
    } finally {
      supervisor.destroyForcibly();
    }
    assertTrue(training.surroundings.processes().isAlive(record.program()));
    training.open(0);
    assertEquals(Verdict.FINISHED, training.follow(entry -> {}).verdict());
    RunInvariants.hold(training, "a crash");
  }

  private Process superviseInAnotherProgram() throws IOException {
    return OtherJvm.start(
        folder.resolve("supervisor.out"), SuperviseMain.class, training.run.toString());
  }

  /** Against the log, read once and whole. */
  private void assertNothingIsLostOrDoubled(String seed) throws IOException {
    List<JournalEntry> journal = training.journal();
    for (int i = 0; i < journal.size(); i++) {
      assertEquals(i + 1, journal.get(i).seq(), seed);
    }
    byte[] log = Files.readAllBytes(training.run.file(RunDirectory.TRAINER_LOG));
    LogParser parser = new LogParser();
    List<RunEvent> expected = new ArrayList<>(parser.feed(log, 0, log.length));
    expected.addAll(parser.finish());
    List<RunEvent> fromLog = new ArrayList<>();
    List<RunEvent> fromTelemetry = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    Journal.open(
            training.run.file(RunDirectory.EVENTS),
            training.surroundings.clock(),
            (entry, source) -> {
              if (source == Journal.Source.LOG) {
                fromLog.add(entry.event());
              } else if (source == Journal.Source.TELEMETRY) {
                fromTelemetry.add(entry.event());
              } else if (entry.event() instanceof RunEvent.Checkpoint checkpoint) {
                ours.add(checkpoint.stage() + " " + Path.of(checkpoint.file()).getFileName());
              } else {
                ours.add(entry.event().type());
              }
            })
        .close();
    assertEquals(expected, fromLog, seed);
    Path table = training.run.file(RunDirectory.TELEMETRY);
    assertEquals(new TelemetryLog(table, 0, sample -> {}).next(), fromTelemetry, seed);
    assertTrue(fromTelemetry.size() > 1, () -> "telemetry: " + fromTelemetry.size());
    assertEquals(5, ours.stream().filter(our -> our.startsWith("VERIFIED")).distinct().count());
    assertEquals(List.copyOf(new LinkedHashSet<>(ours)), ours, seed);
    assertEquals("exit", ours.getLast(), seed);
  }
}
