package dev.lorabake.train.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.run.Outcome;
import dev.lorabake.run.Policy;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Settled;
import dev.lorabake.run.StopRequest;
import dev.lorabake.run.Surroundings;
import dev.lorabake.run.Verdict;
import dev.lorabake.train.NextTry;
import dev.lorabake.train.Preparing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of ended runs, and that it becomes of them once. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the run script is a shell script")
class SettlingTest {
  /** How many deaths there are at least. */
  private static final int DEATHS = Integer.getInteger("lorabake.policy.deaths", 20);

  private static final Policy CRASH = new Policy(0, 1, Duration.ZERO, null, null);

  @TempDir Path top = Path.of("");

  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static Optional<Settled> settle(PolicyBench bench, RunDirectory run)
      throws IOException, InterruptedException {
    return new Settling(bench, bench.machine, _ -> {}).settle(run, bench.end(run), Duration.ZERO);
  }

  private static RunDirectory next(PolicyBench bench, RunDirectory run) throws IOException {
    Settled.Next next = Objects.requireNonNull(Settled.read(run).orElseThrow().next());
    return RunDirectory.open(bench.runs.resolve(next.run()));
  }

  private static Policy command(String command) {
    return new Policy(0, 1, Duration.ZERO, null, command);
  }

  @Test
  void aCrashedTrainingGoesOnFromItsLastStateAndFinishes() throws Exception {
    PolicyBench bench = new PolicyBench(top).with("REHEARSAL_CRASH_AT_STEP", "75");
    RunDirectory run = bench.train(CRASH, "save_state");
    assertEquals(Verdict.FAILED, bench.end(run).verdict());
    Settled settled = settle(bench, run).orElseThrow();
    assertTrue(settled.done());
    RunDirectory second = next(bench, run);
    assertTrue(second.name().endsWith("-sks-shape-try2"), second.name());
    assertEquals(60, ResumedFrom.read(second).orElseThrow().step());
    assertEquals(Verdict.FINISHED, bench.end(second).verdict());
    assertEquals("it finished", settle(bench, second).orElseThrow().reason());
  }

  @Test
  void withoutAStateItBeginsAnewAndKeepsWhatTheFirstTryLeft() throws Exception {
    PolicyBench bench = new PolicyBench(top).with("REHEARSAL_CRASH_AT_STEP", "75");
    RunDirectory run = bench.train(CRASH);
    bench.end(run);
    byte[] left = Files.readAllBytes(bench.output.resolve("sks-shape-000001.safetensors"));
    bench.with("REHEARSAL_CRASH_AT_STEP", "");
    Settled settled = settle(bench, run).orElseThrow();
    assertNull(Objects.requireNonNull(settled.next()).state());
    assertEquals(List.of("no state was saved: it begins anew"), settled.notes());
    RunDirectory second = next(bench, run);
    assertEquals(Verdict.FINISHED, bench.end(second).verdict());
    Path kept = run.file(RunDirectory.OUTPUT).resolve("sks-shape-000001.safetensors");
    assertEquals(-1, mismatch(left, kept));
    assertTrue(Files.exists(bench.output.resolve("sks-shape.safetensors")));
  }

  private static long mismatch(byte[] expected, Path file) throws IOException {
    return java.util.Arrays.mismatch(expected, Files.readAllBytes(file));
  }

  @Test
  void whereMemoryRanOutItGoesOnWithHalfTheBatch() throws Exception {
    PolicyBench bench =
        new PolicyBench(top)
            .with("REHEARSAL_CRASH_AT_STEP", "75")
            .with("REHEARSAL_CRASH_KIND", "oom");
    RunDirectory run = bench.train(new Policy(1, 0, Duration.ZERO, null, null), "save_state");
    bench.end(run);
    Settled settled = settle(bench, run).orElseThrow();
    assertEquals(
        List.of(
            new Settled.Change("batch_size", 2L, 1L),
            new Settled.Change("gradient_accumulation_steps", 1L, 2L)),
        Settled.read(run).orElseThrow().changes());
    assertTrue(Objects.requireNonNull(settled.next()).state() != null);
    RunDirectory second = next(bench, run);
    Outcome outcome = bench.end(second);
    assertEquals(Verdict.FINISHED, outcome.verdict(), outcome.reason());
    ResumedFrom from = ResumedFrom.read(second).orElseThrow();
    assertEquals(List.of(60L, 120L), List.of(from.step(), from.total()));
    assertTrue(outcome.reason().contains("all 120 steps are done"), outcome.reason());
  }

  @Test
  void whatKeepsCrashingIsGivenUpInTheEnd() throws Exception {
    PolicyBench bench = new PolicyBench(top).with("REHEARSAL_CRASH_AT_STEP", "10");
    RunDirectory run =
        bench.train(new Policy(0, 2, Duration.ZERO, null, "echo $LORABAKE_TRIES >> ended"));
    int tries = 1;
    for (Settled settled = settle(bench, run).orElseThrow();
        settled.next() != null;
        settled = settle(bench, run).orElseThrow()) {
      run = next(bench, run);
      tries++;
      assertTrue(run.name().endsWith("-sks-shape-try" + tries), run.name());
    }
    assertEquals(3, tries);
    assertEquals(
        "it crashed once more, after it had gone on twice",
        Settled.read(run).orElseThrow().reason());
    assertEquals(List.of("3"), Files.readAllLines(top.resolve("ended")));
  }

  @Test
  void aFailureThatWouldComeAgainIsLeft() throws Exception {
    PolicyBench bench = new PolicyBench(top);
    RunDirectory run = bench.train(CRASH, "network_module=networks.nowhere");
    bench.end(run);
    Settled settled = settle(bench, run).orElseThrow();
    assertNull(settled.next());
    assertTrue(settled.reason().contains("it would fail the same way"), settled.reason());
  }

  @Test
  void theCommandIsToldWhatCameOfItAndNoSecretOfTheTrainer() throws Exception {
    PolicyBench bench =
        new PolicyBench(top).with("REHEARSAL_CRASH_AT_STEP", "75").with("HF_TOKEN", "hf_planted");
    RunDirectory run =
        bench.train(
            new Policy(0, 0, Duration.ZERO, null, "env; echo to stderr >&2; exit 7"), "save_state");
    bench.end(run);
    Settled settled = settle(bench, run).orElseThrow();
    assertEquals(7, Objects.requireNonNull(settled.command()).code());
    Path log = run.file(RunDirectory.ON_END_LOG);
    List<String> lines = Files.readAllLines(log);
    assertTrue(
        lines.containsAll(
            List.of(
                "LORABAKE_RUN=" + run.path(),
                "LORABAKE_ATTENDANT=" + run.path(), // no process of the run, which a stop ends
                "LORABAKE_VERDICT=failed",
                "LORABAKE_STEP=74",
                "LORABAKE_TOTAL=120",
                "LORABAKE_CHECKPOINT=" + bench.output.resolve("sks-shape-000002.safetensors"),
                "LORABAKE_RESUMABLE=1",
                "LORABAKE_TRIES=1",
                "to stderr")),
        lines.toString());
    assertFalse(Files.readString(log).contains("hf_planted"));
    assertEquals("rw-------", mode(log));
  }

  private static String mode(Path file) throws IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file));
  }

  @Test
  void aStopWhileItWaitsCallsItOff() throws Exception {
    PolicyBench bench = new PolicyBench(top).with("REHEARSAL_CRASH_AT_STEP", "10");
    RunDirectory run = bench.train(new Policy(0, 1, Duration.ofHours(1), null, "echo off > ended"));
    Outcome outcome = bench.end(run);
    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    Settling settling =
        new Settling(bench, bench.machine, settled -> waiting.complete(settled.next() != null));
    CompletableFuture<Optional<Settled>> result =
        CompletableFuture.supplyAsync(() -> {
          try {
            return settling.settle(run, outcome, Duration.ZERO);
          } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    assertTrue(waiting.get());
    StopRequest.write(run, StopRequest.Mode.NOW, bench.machine.clock());
    Settled settled = result.get().orElseThrow();
    assertEquals("it does not go on by itself: that was called off", settled.reason());
    assertTrue(Files.exists(top.resolve("ended")));
    assertEquals(1, RunDirectory.list(bench.runs).size());
  }

  @Test
  void whoLeavesLeavesTheWaitToOthers() throws Exception {
    PolicyBench bench = new PolicyBench(top).with("REHEARSAL_CRASH_AT_STEP", "10");
    RunDirectory run = bench.train(new Policy(0, 1, Duration.ofSeconds(1), null, null));
    Outcome outcome = bench.end(run);
    Settling[] leaving = new Settling[1];
    leaving[0] = new Settling(bench, bench.machine, _ -> leaving[0].leave());
    assertEquals(Optional.empty(), leaving[0].settle(run, outcome, Duration.ZERO));
    assertTrue(Settled.isOpen(run));
    bench.with("REHEARSAL_CRASH_AT_STEP", "");
    assertTrue(settle(bench, run).orElseThrow().done());
    assertEquals(Verdict.FINISHED, bench.end(next(bench, run)).verdict());
  }

  @Test
  void aRunThatSomebodyResumedMeanwhileIsLeftToThem() throws Exception {
    PolicyBench bench = new PolicyBench(top).with("REHEARSAL_CRASH_AT_STEP", "75");
    RunDirectory run = bench.train(CRASH, "save_state");
    Outcome outcome = bench.end(run);
    bench.with("REHEARSAL_CRASH_AT_STEP", "");
    NextTry theirs =
        NextTry.of(run, bench.preparing(attendant(run), bench.runs), null, recipe -> recipe);
    RunDirectory other =
        bench.start(
            "2026-11-26T18-40-by-hand",
            theirs,
            dev.lorabake.run.Attendant.read(run).orElseThrow(),
            bench.runs);
    Settled settled =
        new Settling(bench, bench.machine, _ -> {})
            .settle(run, outcome, Duration.ZERO)
            .orElseThrow();
    assertEquals(other.name() + " went on from it", settled.reason());
    bench.end(other);
  }

  private static dev.lorabake.run.Attendant.Start attendant(RunDirectory run) throws IOException {
    return dev.lorabake.run.Attendant.read(run).orElseThrow().start();
  }

  @Test
  void ofTenThatSettleAtOnceOneDoes() throws Exception {
    PolicyBench bench = new PolicyBench(top).with("REHEARSAL_CRASH_AT_STEP", "75");
    RunDirectory run = bench.train(CRASH, "save_state");
    bench.end(run);
    List<CompletableFuture<Settled>> all =
        Stream.generate(() ->
                CompletableFuture.supplyAsync(() -> {
                  try {
                    return settle(bench, run).orElseThrow();
                  } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                  }
                }))
            .limit(10)
            .toList();
    Settled first = all.getFirst().get();
    for (CompletableFuture<Settled> one : all) {
      assertEquals(Settled.read(run), Optional.of(one.get()));
    }
    assertTrue(first.done());
    assertOnce(bench, run, "all at once");
  }

  /** Dies while it starts something, in one of the ways in which that can be left. */
  private static final class DyingWork implements Work {
    private final PolicyBench bench;
    private final Random random;
    private final List<Thread> orphans = new ArrayList<>();

    DyingWork(PolicyBench bench, Random random) {
      this.bench = bench;
      this.random = random;
    }

    @Override
    public Map<String, String> variables() {
      return bench.variables();
    }

    @Override
    public Preparing preparing(dev.lorabake.run.Attendant.Start start, Path runsRoot) {
      return bench.preparing(start, runsRoot);
    }

    @Override
    public RunDirectory start(
        String runName, NextTry next, dev.lorabake.run.Attendant attendant, Path runsRoot) {
      return switch (random.nextInt(6)) {
        case 0 -> throw new Death();
        case 1 -> {
          halfMade(runsRoot, runName);
          throw new Death();
        }
        case 2 -> {
          // the order to the keeper is out, and goes its way without us
          orphans.add(
              Thread.ofPlatform().start(() -> bench.start(runName, next, attendant, runsRoot)));
          throw new Death();
        }
        case 3 -> {
          bench.start(runName, next, attendant, runsRoot);
          throw new Death();
        }
        default -> bench.start(runName, next, attendant, runsRoot);
      };
    }

    private static void halfMade(Path root, String name) {
      try {
        RunDirectory.named(root, name);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void itGoesOnOnceWhereverWhoeverSettlesItDies() throws Exception {
    int deaths = 0;
    for (long seed = 1; deaths < DEATHS; seed++) {
      Random random = new Random(seed);
      boolean state = random.nextBoolean();
      PolicyBench bench =
          new PolicyBench(Files.createDirectory(top.resolve("seed" + seed)))
              .with("REHEARSAL_CRASH_AT_STEP", "75");
      Policy policy = command("echo ended >> ended");
      RunDirectory run =
          state ? bench.train(policy, "save_state") : bench.train(policy, "save_every_n_epochs=1");
      bench.end(run);
      bench.with("REHEARSAL_CRASH_AT_STEP", "");
      DyingWork work = new DyingWork(bench, random);
      while (dies(work, run, 1 + random.nextInt(8))) {
        deaths++;
      }
      for (Thread orphan : work.orphans) {
        orphan.join();
      }
      assertOnce(bench, run, "seed " + seed + (state ? " with states" : " without"));
      RunDirectory second = next(bench, run);
      while (dies(work, second, 1 + random.nextInt(6))) {
        deaths++;
      }
      Path ended = top.resolve("seed" + seed).resolve("ended");
      assertTrue(!Files.exists(ended) || Files.readAllLines(ended).size() == 1, "seed " + seed);
      assertTrue(Settled.read(second).orElseThrow().done(), "seed " + seed);
    }
  }

  private static boolean dies(DyingWork work, RunDirectory run, int moment) throws Exception {
    int[] left = {moment};
    Settling settling =
        new Settling(
            work,
            work.bench.machine,
            _ -> {},
            _ -> {
              if (--left[0] == 0) {
                throw new Death();
              }
            });
    try {
      settling.settle(run, work.bench.end(run), Duration.ZERO);
      return false;
    } catch (Death e) {
      return true;
    }
  }

  private static void assertOnce(PolicyBench bench, RunDirectory run, String which)
      throws Exception {
    RunDirectory second = next(bench, run);
    Outcome outcome = bench.end(second);
    assertEquals(Verdict.FINISHED, outcome.verdict(), which + ": " + outcome.reason());
    assertEquals(1, bench.starts(second), which);
    assertEquals(1, bench.starts(run), which);
    assertEquals(2, RunDirectory.list(bench.runs).size(), which);
  }

  @Test
  void aClockThatJumpsMakesNoWaitLonger() throws Exception {
    PolicyBench bench = new PolicyBench(top).with("REHEARSAL_CRASH_AT_STEP", "10");
    RunDirectory run = bench.train(new Policy(0, 1, Duration.ofMillis(300), null, null));
    Outcome outcome = bench.end(run);
    bench.with("REHEARSAL_CRASH_AT_STEP", "");
    boolean[] back = new boolean[1];
    Surroundings jumping =
        new Surroundings(
            bench.machine.processes(),
            bench.machine.pacer(),
            () -> bench.machine.clock().instant().minus(Duration.ofHours(back[0] ? 5 : 0)));
    Settled settled =
        new Settling(bench, jumping, _ -> back[0] = true)
            .settle(run, outcome, Duration.ZERO)
            .orElseThrow();
    assertTrue(settled.done());
    assertEquals(Verdict.FINISHED, bench.end(next(bench, run)).verdict());
  }
}
