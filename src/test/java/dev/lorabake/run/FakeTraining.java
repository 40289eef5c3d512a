package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.process.Commands;
import dev.lorabake.process.Eventually;
import dev.lorabake.process.Keeper;
import dev.lorabake.process.KeeperRecord;
import dev.lorabake.process.Pacer;
import dev.lorabake.process.Processes;
import dev.lorabake.run.watch.Outlook;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run of the stand-in trainer under a real keeper, in a folder of its own. */
final class FakeTraining {
  private static final Path KEEPER = Path.of("python-env", "keeper.py").toAbsolutePath();

  final Surroundings surroundings = Surroundings.system();
  final RunDirectory run;
  final Path output;
  private final Path folder;
  private Map<String, String> environment = Map.of();
  private Keeper.@Nullable Telemetry telemetry;
  private @Nullable Path attendant;

  FakeTraining(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    this.run =
        RunDirectory.create(folder.resolve("runs"), "cat", LocalDateTime.of(2026, 11, 23, 18, 40));
    this.output = this.folder.resolve("cat.safetensors");
  }

  /** Puts a stand-in for nvidia-smi beside the keeper, which is asked without a pause. */
  FakeTraining withNvidiaSmi(String script) throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path tool = Files.writeString(bin.resolve("nvidia-smi"), "#!/bin/sh\n" + script + "\n");
    assertTrue(tool.toFile().setExecutable(true));
    environment = Map.of("PATH", bin + File.pathSeparator + System.getenv("PATH"));
    telemetry = new Keeper.Telemetry(Duration.ofMillis(20), "0");
    return this;
  }

  /**
   * Has SIGTERM and SIGUSR1 heeded.
   *
   * @param called whom the keeper calls, the run's directory behind these words
   * @param saves the steps after which the plan has a file saved; none for no plan
   */
  FakeTraining withGrace(Duration grace, List<String> called, long... saves) throws IOException {
    new Attendant(
            called,
            folder,
            new Policy(0, 0, Policy.USUAL_WAIT, grace, null),
            false,
            new Attendant.Start(folder, "python3", true, null, false),
            Set.of(),
            null)
        .write(run);
    attendant = run.file(RunDirectory.ATTENDANT);
    if (saves.length > 0) {
      List<Outlook.Weights> files = new ArrayList<>();
      for (long step : saves) {
        files.add(new Outlook.Weights("cat-step%08d.safetensors".formatted(step), 0, true, step));
      }
      run.write(RunDirectory.OUTLOOK, new Outlook(folder, "cat", null, 1, files).json());
    }
    return this;
  }

  /** Tells the keeper that the machine is about to be taken away. */
  void announceTheEnd(String signal) throws Exception {
    String keeper = Long.toString(record().keeper().pid());
    Commands.run(List.of("kill", "-" + signal, keeper), Duration.ofSeconds(20), Map.of());
  }

  /** Starts it with these switches of {@code trainer.py}; a space parts them. */
  FakeTraining start(long steps, String switches) throws Exception {
    assertInstanceOf(Keeper.Start.Started.class, Keeper.start(order(steps, switches)));
    return this;
  }

  /** What {@link #start} asks the keeper for; the run is prepared with it. */
  Keeper.Order order(long steps, String switches) throws IOException {
    Path script = folder.resolve("trainer.py");
    try (InputStream in =
        Objects.requireNonNull(FakeTraining.class.getResourceAsStream("trainer.py"))) {
      Files.copy(in, script);
    }
    Expectation.of(steps, output, false).launched(switches.contains("--launcher")).write(run);
    List<String> argv =
        new ArrayList<>(
            List.of(
                "python3",
                script.toString(),
                output.toString(),
                "--steps",
                Long.toString(steps),
                "--marks",
                marks().toString()));
    if (!switches.isEmpty()) {
      argv.addAll(List.of(switches.split(" ", -1)));
    }
    return new Keeper.Order(
        Path.of("python3"),
        KEEPER,
        run.path(),
        folder,
        List.of(),
        argv,
        environment,
        telemetry,
        attendant,
        null);
  }

  /** Where trainers say that they are there and what they saved. */
  Path marks() {
    return folder.resolve("marks");
  }

  /** A switch that makes the trainer wait before a step until {@link #open}. */
  String gate(long step) {
    return "--gate " + step + ":" + gateFile(step);
  }

  Path gateFile(long step) {
    return folder.resolve("gate" + step);
  }

  void open(long step) {
    try {
      Files.createFile(gateFile(step));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Follows it to its end with a supervisor of its own. */
  Outcome follow(Consumer<JournalEntry> listener) throws Exception {
    try (Supervisor supervisor = attach()) {
      return supervisor.run(listener).orElseThrow();
    }
  }

  Supervisor attach() throws IOException {
    return Supervisor.attach(run, surroundings, entry -> {}).orElseThrow();
  }

  List<JournalEntry> journal() throws IOException {
    return new JournalReader(run).next();
  }

  /** The journal in short: {@code step 1}, {@code verified cat.safetensors}, {@code exit}, … */
  List<String> story() throws IOException {
    return journal().stream().map(entry -> shortly(entry.event())).toList();
  }

  private static String shortly(RunEvent event) {
    return switch (event) {
      case RunEvent.Step step -> "step " + step.step();
      case RunEvent.Checkpoint c -> EventJson.id(c.stage()) + " " + Path.of(c.file()).getFileName();
      case RunEvent.Phase phase -> "phase " + phase.name().id();
      default -> event.type();
    };
  }

  KeeperRecord record() throws IOException {
    return run.record().orElseThrow();
  }

  static Optional<Long> step(JournalEntry entry) {
    return entry.event() instanceof RunEvent.Step step
        ? Optional.of(step.step())
        : Optional.empty();
  }

  static boolean isVerified(JournalEntry entry) {
    return entry.event() instanceof RunEvent.Checkpoint checkpoint
        && checkpoint.stage() == CheckpointStage.VERIFIED;
  }

  /** Ends whatever a test left running. */
  void end() throws Exception {
    Processes processes = surroundings.processes();
    Optional<KeeperRecord> record = run.record();
    if (record.isPresent()) {
      record
          .get()
          .tree(processes, run.path())
          .stop(Duration.ZERO, Duration.ofSeconds(10), Pacer.system());
      Eventually.isTrue("the keeper's end", () -> !processes.isAlive(record.get().keeper()));
    }
  }
}
