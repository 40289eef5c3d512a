package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.OtherJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on a real terminal, and at the end of a file's room. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the terminals of a Unix")
class HangUpTest {
  @TempDir Path folder = Path.of("");

  private Process program(List<String> before, String... words) throws IOException {
    List<String> command = new ArrayList<>(before);
    String home = Path.of("").toAbsolutePath().toString();
    command.addAll(
        OtherJvm.command(
            List.of("-Dlorabake.home=" + home, "-XX:-UsePerfData"), Main.class, List.of(words)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().put("REHEARSAL_SECONDS_PER_STEP", "0.05");
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("TERM", "xterm");
    return builder.start();
  }

  private void makeTheSampleProject() {
    Session.Result demo =
        new Session(folder)
            .with("REHEARSAL_SECONDS_PER_STEP", "0")
            .run("demo", "project", "--seconds-per-step", "0");
    assertEquals(ExitCode.FINE, demo.code(), demo.out() + demo.err());
  }

  private Path terminal() throws IOException {
    Path script = folder.resolve("terminal.py");
    try (InputStream in =
        Objects.requireNonNull(HangUpTest.class.getResourceAsStream("terminal.py"))) {
      Files.copy(in, script);
    }
    return script;
  }

  @Test
  void aTerminalThatIsClosedCostsNoStep() throws Exception {
    makeTheSampleProject();
    Process hungUp =
        program(
            List.of("python3", terminal().toString(), "epoch 1/4"),
            "train",
            "project/demo.toml",
            "--rehearse",
            "--output_name",
            "alone");
    hungUp.waitFor();
    assertEquals("129", Files.readString(folder.resolve("said")).strip(), "128 + SIGHUP");
    Session.Result watch = new Session(folder).run("watch");
    assertEquals(ExitCode.FINE, watch.code(), watch.out() + watch.err());
    assertTrue(watch.out().contains("4 checkpoints verified"), watch.out());
    assertEquals(LongStream.rangeClosed(1, 120).boxed().toList(), steps());
  }

  private List<Long> steps() throws IOException {
    List<Long> steps = new ArrayList<>();
    long seq = 0;
    for (String line : Files.readAllLines(onlyRun().resolve("events.jsonl"))) {
      JsonObject event = Json.object(line, "event");
      assertEquals(++seq, event.whole("seq"));
      if (event.text("type").equals("step")) {
        steps.add(event.whole("step"));
      }
    }
    return steps;
  }

  private Path onlyRun() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      return runs.reduce(
              (one, other) -> {
                throw new AssertionError("two runs");
              })
          .orElseThrow();
    }
  }

  /** A limit for the size of files stands in for a disk that is full. */
  @Test
  void aStartThatFindsNoRoomLeavesNoRunBehind() throws Exception {
    makeTheSampleProject();
    Process refused =
        program(
            List.of("sh", "-c", "ulimit -f 1; exec \"$@\"", "sh"),
            "train",
            "project/demo.toml",
            "--rehearse",
            "--output_name",
            "nowhere");
    assertEquals(ExitCode.USAGE, refused.waitFor(), () -> said());
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      assertEquals(List.of(), runs.toList());
    }
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
