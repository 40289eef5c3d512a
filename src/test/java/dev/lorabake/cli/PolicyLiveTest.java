package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.CheckpointKind;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Checkpoint;
import dev.lorabake.json.Json;
import dev.lorabake.process.ProcessStatus;
import dev.lorabake.run.Following;
import dev.lorabake.run.JournalReader;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStatus;
import dev.lorabake.run.Settled;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings by the real sd-scripts that run out of memory or are killed, and go on by themselves.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(
    named = "LORABAKE_SD_SCRIPTS",
    matches = ".+",
    disabledReason = "LORABAKE_SD_SCRIPTS names no checkout of sd-scripts")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the Python is wrapped by a shell script")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class PolicyLiveTest {
  private static final double EXACTLY = 1e-12;

  /**
   * Shrinks the model as the self-test does, and lets one backward pass fail as torch does where
   * the card is full: once, and only if a file says at which.
   */
  private static final String HOOK =
      """
      import importlib.abc, importlib.machinery, importlib.util, os, sys

      HERE = os.path.dirname(os.path.abspath(__file__))

      class Loader(importlib.abc.Loader):
          def __init__(self, loader):
              self.loader = loader

          def create_module(self, spec):
              return self.loader.create_module(spec)

          def exec_module(self, module):
              self.loader.exec_module(module)
              whole, passes = module.Accelerator.backward, [0]

              def backward(self, loss, **more):
                  passes[0] += 1
                  order = os.path.join(HERE, "fail-at")
                  if os.path.exists(order) and int(open(order).read()) == passes[0]:
                      os.remove(order)
                      import torch
                      raise torch.OutOfMemoryError(
                          "CUDA out of memory. Tried to allocate 512.00 MiB. GPU 0 has a total"
                          " capacity of 11.76 GiB of which 310.38 MiB is free.")
                  return whole(self, loss, **more)

              module.Accelerator.backward = backward

      class Finder(importlib.abc.MetaPathFinder):
          def find_spec(self, name, path=None, target=None):
              if name != "accelerate.accelerator":
                  return None
              spec = importlib.machinery.PathFinder.find_spec(name, path)
              spec.loader = Loader(spec.loader)
              return spec

      if not hasattr(sys, "lorabake_hooked"):
          sys.lorabake_hooked = True
          sys.meta_path.insert(0, Finder())
          spec = importlib.util.spec_from_file_location("selftest_hook", SELFTEST)
          spec.loader.exec_module(importlib.util.module_from_spec(spec))
      """;

  @TempDir Path folder = Path.of("");

  private @Nullable TinyModel model;

  private Session.Result run(String... words) {
    return Objects.requireNonNull(model).run(words);
  }

  @BeforeEach
  void makeTheTinyModel() throws IOException {
    Path hook = Home.find().pythonEnv().resolve("selftest/hook/sitecustomize.py");
    Path own = Files.createDirectories(folder.resolve("hook"));
    Files.writeString(
        own.resolve("sitecustomize.py"), HOOK.replace("SELFTEST", Json.write(hook.toString())));
    model = TinyModel.in(folder, own);
  }

  private Session.Result train(String name, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "train",
                "kept/selftest.toml",
                "--no-probe",
                "--output_dir=" + name,
                "--output_name=" + name,
                "--max_train_epochs=5",
                "--lr_scheduler=cosine",
                "--save_every_n_epochs=1",
                "--save_state",
                "--logging_dir=logs"));
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  private RunDirectory latest() throws IOException {
    return RunDirectory.list(folder.resolve("runs")).getFirst();
  }

  private static Map<Long, Double> rates(RunDirectory run) throws IOException {
    Map<Long, Double> rates = new TreeMap<>();
    for (JournalEntry entry : new JournalReader(run).next()) {
      if (entry.event() instanceof RunEvent.Step step && step.lr() != null) {
        rates.put(step.step(), step.lr());
      }
    }
    return rates;
  }

  private static long updatesPerEpoch(Map<Long, Double> whole) {
    return whole.size() / 5;
  }

  @Test
  void whereMemoryRanOutItGoesOnFromItsStateWithHalfTheBatchAndFinishes() throws IOException {
    assertEquals(ExitCode.FINE, train("whole").code());
    Map<Long, Double> whole = rates(latest());
    long epoch = updatesPerEpoch(whole);
    // batches of two: in the third epoch, when two states are there
    Files.writeString(folder.resolve("hook/fail-at"), String.valueOf(2 * epoch + 2));
    Session.Result result =
        train("oom", "--retry-oom", "1", "--on-end", "echo $LORABAKE_VERDICT > ended");
    report("oom", result.out());
    assertEquals(ExitCode.FINE, result.code(), result.out() + result.err());
    assertFalse(Files.exists(folder.resolve("hook/fail-at")), "it never failed");
    List<RunDirectory> runs = RunDirectory.list(folder.resolve("runs"));
    RunDirectory second = runs.get(0);
    Settled settled = Settled.read(runs.get(1)).orElseThrow();
    assertEquals(
        List.of(
            new Settled.Change("batch_size", 2L, 1L),
            new Settled.Change("gradient_accumulation_steps", 1L, 2L)),
        settled.changes());
    ResumedFrom from = ResumedFrom.read(second).orElseThrow();
    assertEquals(List.of(2 * epoch, 5 * epoch), List.of(from.step(), from.total()));
    Map<Long, Double> rates = rates(second);
    assertEquals(3 * epoch, rates.size(), rates.toString());
    rates.forEach((made, rate) ->
        assertEquals(
            Objects.requireNonNull(whole.get(2 * epoch + made)), rate, EXACTLY, "step " + made));
    assertEquals("finished\n", Files.readString(folder.resolve("ended")));
  }

  @Test
  void aTrainerThatIsKilledIsStartedOnceMoreThoughNobodyIsThere()
      throws IOException, InterruptedException {
    Session.Result start = train("killed", "--retry-crash", "1", "--retry-wait", "1", "--detach");
    assertEquals(ExitCode.FINE, start.code(), start.out() + start.err());
    RunDirectory run = latest();
    new Following(
            run,
            Surroundings.system(),
            entry -> {
              if (isVerifiedState(entry)) {
                kill(run);
              }
            },
            () -> {})
        .toTheEnd();
    Session.Result watch = run("watch", run.name());
    report("killed", watch.out());
    assertEquals(ExitCode.FINE, watch.code(), watch.out() + watch.err());
    assertTrue(watch.out().contains("it crashed: it goes on as"), watch.out());
    assertTrue(latest().name().endsWith("-selftest-try2"), latest().name());
    assertEquals("it finished", Settled.read(latest()).orElseThrow().reason());
    assertTrue(
        Files.readString(run.file(RunDirectory.ATTENDANT_LOG)).contains("it goes on as"),
        "the keeper's attendant did it");
  }

  private static boolean isVerifiedState(JournalEntry entry) {
    return entry.event() instanceof Checkpoint checkpoint
        && checkpoint.kind() == CheckpointKind.STATE
        && checkpoint.stage() == CheckpointStage.VERIFIED;
  }

  /** Ends every process of the run at once, as the kernel does when memory is short. */
  private static void kill(RunDirectory run) {
    try {
      for (ProcessStatus process : RunStatus.processes(run, Surroundings.system())) {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was seen, for whoever wants to know. */
  private static void report(String name, String said) throws IOException {
    Path file = Home.find().pythonEnv().resolveSibling("target/policy-" + name + ".txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, said);
  }
}
