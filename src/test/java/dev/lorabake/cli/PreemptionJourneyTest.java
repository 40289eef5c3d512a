package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.process.Commands;
import dev.lorabake.process.Eventually;
import dev.lorabake.process.OtherJvm;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, signalled as Slurm, a container or a spot machine does it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@EnabledOnOs(value = OS.LINUX, disabledReason = "signals as Linux has them")
class PreemptionJourneyTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void makeTheSampleProject() {
    Session.Result demo =
        new Session(folder)
            .with("REHEARSAL_SECONDS_PER_STEP", "0")
            .run("demo", "project", "--seconds-per-step", "0");
    assertEquals(ExitCode.FINE, demo.code(), demo.out() + demo.err());
  }

  /** In a Java of its own; 30 steps an epoch, each of which is saved. */
  private Process train(String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "train",
                "project/demo.toml",
                "--rehearse",
                "--save_state",
                "--plain",
                "--output_name",
                "cat"));
    words.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(
                OtherJvm.command(
                    List.of("-Dlorabake.home=" + Path.of("").toAbsolutePath()), Main.class, words))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().put("REHEARSAL_SECONDS_PER_STEP", "0.1");
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    return builder.start();
  }

  private Optional<RunDirectory> run() throws IOException {
    return RunDirectory.list(folder.resolve("runs")).stream().findFirst();
  }

  private void awaitStep(long step) throws Exception {
    Eventually.isTrue(
        "step " + step,
        () -> {
          Optional<RunDirectory> run = run();
          Path events = run.isEmpty() ? folder : run.get().file(RunDirectory.EVENTS);
          return Files.isRegularFile(events)
              && Files.readString(events).contains("\"step\":" + step + ",");
        });
  }

  private static void signal(Process process, String name) throws Exception {
    List<String> kill = List.of("kill", "-" + name, Long.toString(process.pid()));
    assertTrue(Commands.run(kill, Duration.ofSeconds(20), Map.of()).ok());
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  @Test
  void aForegroundPassesTheNewsOnAndTheRunGoesOnElsewhere() throws Exception {
    Process train = train("--grace", "120");
    awaitStep(35);
    signal(train, "TERM");
    assertEquals(ExitCode.STOPPED, train.waitFor(), () -> read());
    String said = said();
    assertTrue(said.contains("it was preempted (SIGTERM, 120 s to end in) and stopped"), said);
    assertTrue(said.contains("resumable from step 60"), said);
    assertTrue(said.contains("lorabake resume " + run().orElseThrow()), said);
    Session.Result resume =
        new Session(folder)
            .with("REHEARSAL_SECONDS_PER_STEP", "0")
            .run("resume", run().orElseThrow().toString(), "--rehearse", "--plain");
    assertEquals(ExitCode.FINE, resume.code(), resume.out() + resume.err());
  }

  private String read() {
    try {
      return said();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutAGraceSigusr1HarmsNothing() throws Exception {
    Process train = train();
    awaitStep(5);
    signal(train, "USR1");
    awaitStep(10);
    assertTrue(train.isAlive());
    assertTrue(said().contains("SIGUSR1 changes nothing here"), said());
    Session.Result stop = new Session(folder).run("stop");
    assertEquals(ExitCode.FINE, stop.code(), stop.out() + stop.err());
    assertEquals(ExitCode.STOPPED, train.waitFor(), () -> read());
  }
}
