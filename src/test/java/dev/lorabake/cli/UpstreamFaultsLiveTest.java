package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.Commands;
import dev.lorabake.process.Eventually;
import dev.lorabake.process.KeeperRecord;
import dev.lorabake.process.OtherJvm;
import dev.lorabake.process.ProcessStatus;
import dev.lorabake.process.Processes;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real sd-scripts through the whole program, with somebody killed or the disk full. What each
 * run said is added to {@code target/upstream-faults.txt}.
 */
@Tag("upstream")
@EnabledIfEnvironmentVariable(named = "LORABAKE_SD_SCRIPTS", matches = ".+")
@EnabledIfEnvironmentVariable(named = "LORABAKE_PYTHON", matches = ".+")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class UpstreamFaultsLiveTest {
  private static final Path SAID = Path.of("target/upstream-faults.txt").toAbsolutePath();
  private static final int STEPS = 30;

  private static final String RECIPE =
      """
      recipe = 1
      name = "faults"
      family = "sd15"
      network = "lora"
      [train]
      pretrained_model_name_or_path = "model"
      tokenizer_cache_dir = "tokenizers"
      output_dir = "output"
      network_dim = 4
      network_alpha = 4
      max_train_steps = %d
      save_every_n_steps = 10
      learning_rate = 1e-4
      optimizer_type = "AdamW"
      mixed_precision = "no"
      save_precision = "float"
      sdpa = true
      cache_latents = true
      caption_extension = ".txt"
      max_data_loader_n_workers = 0
      seed = 1
      [[datasets]]
      resolution = 64
      batch_size = 2
      enable_bucket = false
      [[datasets.subsets]]
      image_dir = "pictures"
      num_repeats = 2
      [launch]
      num_cpu_threads_per_process = 1
      """
          .formatted(STEPS);

  @TempDir Path folder = Path.of("");
  private final Processes processes = Processes.here();

  @BeforeEach
  void makeAModel() throws Exception {
    Path tools = Home.find().pythonEnv();
    String python = variable("LORABAKE_PYTHON");
    for (List<String> argv :
        List.of(
            List.of(
                python,
                tools.resolve("make_pictures.py").toString(),
                folder.resolve("pictures").toString(),
                "--count",
                "6"),
            List.of(
                python, tools.resolve("selftest/make_model.py").toString(), folder.toString()))) {
      assertTrue(Commands.run(argv, Duration.ofMinutes(5), Map.of()).ok(), argv::toString);
    }
    Files.writeString(folder.resolve("r.toml"), RECIPE);
    Files.createDirectory(folder.resolve("output"));
  }

  private static String variable(String name) {
    return Objects.requireNonNullElse(System.getenv(name), "");
  }

  /** The whole program in a Java of its own, behind these words. */
  private Process train(String... before) throws IOException {
    return program(List.of(before), "train", "r.toml");
  }

  private Process program(List<String> before, String... words) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        OtherJvm.command(
            List.of("-Dlorabake.home=" + Path.of("").toAbsolutePath()),
            Main.class,
            List.of(words)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("TERM", "xterm");
    builder.environment().put("HF_HUB_OFFLINE", "1");
    builder
        .environment()
        .put("PYTHONPATH", Home.find().pythonEnv().resolve("selftest/hook").toString());
    return builder.start();
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    for (int tries = 1; ; tries++) {
      try {
        Eventually.isTrue(what, condition);
        return;
      } catch (AssertionError e) {
        if (tries == 12) {
          throw e; // a busy machine takes minutes for upstream's imports
        }
      }
    }
  }

  private Optional<RunDirectory> run() throws IOException {
    return RunDirectory.list(folder.resolve("runs")).stream().findFirst();
  }

  private RunDirectory trainingAtStep(long step) throws Exception {
    await(
        "step " + step,
        () -> run().isPresent() && steps(run().get()).stream().anyMatch(done -> done >= step));
    return run().orElseThrow();
  }

  private static List<JsonObject> events(RunDirectory run) throws IOException {
    Path events = run.file(RunDirectory.EVENTS);
    if (!Files.exists(events)) {
      return List.of();
    }
    String text = Files.readString(events);
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(line -> Json.object(line, "event"))
        .toList();
  }

  private static List<Long> steps(RunDirectory run) throws IOException {
    return events(run).stream()
        .filter(event -> event.text("type").equals("step"))
        .map(event -> event.whole("step"))
        .toList();
  }

  /** Watches to the end; gives the verdict with its reason, and writes it down. */
  private String verdict(TestInfo test, int code) throws IOException {
    Session.Result watch = new Session(folder).run("watch");
    RunDirectory run = run().orElseThrow();
    List<JsonObject> events = events(run);
    for (int i = 0; i < events.size(); i++) {
      assertEquals(i + 1, events.get(i).whole("seq"));
    }
    JsonObject facts = events.getLast().object("facts");
    String verdict = facts.text("verdict") + ": " + facts.text("reason");
    Files.createDirectories(SAID.getParent());
    Files.writeString(
        SAID,
        test.getDisplayName() + "\n  " + verdict + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    assertEquals(code, watch.code(), watch.out() + watch.err());
    return verdict;
  }

  private static List<Long> allSteps() {
    return LongStream.rangeClosed(1, STEPS).boxed().toList();
  }

  @Test
  void aTerminalThatIsClosed(TestInfo test) throws Exception {
    Path script = folder.resolve("terminal.py");
    try (InputStream in =
        Objects.requireNonNull(HangUpTest.class.getResourceAsStream("terminal.py"))) {
      Files.copy(in, script);
    }
    train("python3", script.toString(), "/30 ").waitFor();
    assertEquals("129", Files.readString(folder.resolve("said")).strip());
    verdict(test, ExitCode.FINE);
    assertEquals(allSteps(), steps(run().orElseThrow()));
  }

  @Test
  void aSupervisorThatIsKilled(TestInfo test) throws Exception {
    Process supervisor = train();
    trainingAtStep(3);
    supervisor.destroyForcibly().waitFor();
    verdict(test, ExitCode.FINE);
    assertEquals(allSteps(), steps(run().orElseThrow()));
  }

  @Test
  void aLauncherThatIsKilled(TestInfo test) throws Exception {
    Process supervisor = train();
    RunDirectory run = trainingAtStep(3);
    KeeperRecord record = run.record().orElseThrow();
    assertTrue(processes.end(record.program(), true));
    supervisor.waitFor();
    String verdict = verdict(test, ExitCode.FINE);
    assertTrue(verdict.contains("all 30 steps are done"), verdict);
    assertTrue(verdict.endsWith("and the trainer itself exited with code 0"), verdict);
    assertEquals(allSteps(), steps(run));
    assertNothingIsLeft(run);
  }

  @Test
  void aTrainerThatIsKilledUnderItsLauncher(TestInfo test) throws Exception {
    Process supervisor = train();
    RunDirectory run = trainingAtStep(12);
    KeeperRecord record = run.record().orElseThrow();
    ProcessStatus trainer =
        processes.all().stream()
            .filter(process -> process.parent() == record.program().pid())
            .findFirst()
            .orElseThrow();
    assertTrue(processes.end(trainer.identity(), true));
    supervisor.waitFor();
    String verdict = verdict(test, ExitCode.FAILED);
    assertTrue(verdict.contains("SIGKILL"), verdict);
    assertTrue(events(run).stream().anyMatch(e -> e.text("stage", "").equals("verified")));
    assertNothingIsLeft(run);
  }

  private void assertNothingIsLeft(RunDirectory run) throws Exception {
    await("the keeper's end", () -> !run.isAlive(processes));
    assertTrue(run.tree(processes).orElseThrow().members().isEmpty());
  }

  @Test
  void aMachineThatIsTakenAwayWhenASaveFits(TestInfo test) throws Exception {
    Process train = program(List.of(), "train", "r.toml", "--save_state", "--grace", "120");
    RunDirectory run = trainingAtStep(3);
    signal(train, "USR1");
    String said = stopped(train, test);
    assertTrue(said.contains("(SIGTERM, 120 s to end in) and stopped at a save"), said);
    long last = steps(run).getLast();
    assertTrue(last >= 10 && last < STEPS, "after step " + last);
    assertNothingIsLeft(run);
    resumedToTheEnd(test, 10);
  }

  /** Twenty batches make a step, so that none of the saves is near. */
  @Test
  void aMachineThatIsTakenAwayWhenNoSaveFits(TestInfo test) throws Exception {
    Process train =
        program(
            List.of(),
            "train",
            "r.toml",
            "--save_state",
            "--grace",
            "5",
            "--gradient_accumulation_steps",
            "20");
    RunDirectory run = trainingAtStep(12);
    signal(train, "USR1");
    String said = stopped(train, test);
    assertTrue(said.contains("(SIGTERM, 5 s to end in) and ended at once"), said);
    assertNothingIsLeft(run);
    resumedToTheEnd(test, 10);
  }

  private static void signal(Process process, String name) throws Exception {
    List<String> kill = List.of("kill", "-" + name, Long.toString(process.pid()));
    assertTrue(Commands.run(kill, Duration.ofSeconds(20), Map.of()).ok());
  }

  private String stopped(Process train, TestInfo test) throws Exception {
    assertEquals(ExitCode.STOPPED, train.waitFor(), Files.readString(folder.resolve("said")));
    String said = Files.readString(folder.resolve("said"));
    assertTrue(said.contains("resumable from step 10"), said);
    assertTrue(said.contains("lorabake resume " + run().orElseThrow()), said);
    return verdict(test, ExitCode.STOPPED);
  }

  private void resumedToTheEnd(TestInfo test, long from) throws Exception {
    Process resume = program(List.of(), "resume", run().orElseThrow().toString());
    assertEquals(ExitCode.FINE, resume.waitFor(), Files.readString(folder.resolve("said")));
    verdict(test, ExitCode.FINE);
    RunDirectory run = run().orElseThrow();
    assertEquals(STEPS - from, steps(run).size(), () -> "resumed in " + run);
  }

  /** In a small file system of its own, filled up once the training is on its way. */
  @Test
  void aDiskThatIsFullWhenACheckpointIsSaved(TestInfo test) throws Exception {
    List<String> trial = List.of("unshare", "-Urm", "true");
    assumeTrue(Commands.run(trial, Duration.ofSeconds(30), Map.of()).ok(), "no namespaces here");
    String script =
        "mount -t tmpfs -o size=64m tmpfs output || exit 90\n\"$@\" &\n"
            + "while [ ! -e output/faults-step00000010.safetensors ]; do sleep 0.1; done\n"
            + "sleep 1; head -c 100m /dev/zero >output/ballast 2>/dev/null\nwait $!\n";
    Process apart = train("unshare", "-Urm", "sh", "-c", script, "sh");
    assertEquals(ExitCode.FAILED, apart.waitFor(), Files.readString(folder.resolve("said")));
    String verdict = verdict(test, ExitCode.FAILED);
    assertTrue(verdict.contains("No space left on device"), verdict);
    List<String> told =
        events(run().orElseThrow()).stream()
            .filter(event -> event.text("type").equals("checkpoint"))
            .map(event -> event.text("stage") + " " + Path.of(event.text("file")).getFileName())
            .toList();
    assertTrue(told.contains("verified faults-step00000010.safetensors"), told::toString);
    assertTrue(told.contains("broken faults-step00000020.safetensors"), told::toString);
  }
}
