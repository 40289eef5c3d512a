package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.UiDriver;
import dev.lorabake.tui.home.HomeScreen;
import dev.lorabake.tui.runs.RunsScreen;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Somebody at a terminal and trainings by the rehearsal trainer, with real processes. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the run script is a shell script")
class ScreenJourneyTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void makeTheSampleProject() {
    Session.Result demo = session("0").run("demo", "project", "--seconds-per-step", "0");
    assertEquals(ExitCode.FINE, demo.code(), demo.out() + demo.err());
  }

  private Session session(String secondsPerStep) {
    return new Session(folder).with("REHEARSAL_SECONDS_PER_STEP", secondsPerStep);
  }

  @Test
  void aTrainingIsStoppedAfterACheckpointAndResumed() throws Exception {
    Session.Result started =
        session("0.1")
            .run(
                "train",
                "project/demo.toml",
                "--rehearse",
                "--detach",
                "--save_state",
                "--output_name",
                "slow");
    assertEquals(ExitCode.FINE, started.code(), started.out() + started.err());
    try (UiDriver person = new UiDriver(session("0").world(), HomeScreen.start(), 100, 30)) {
      person.type("r").see("training").press(KeyType.Enter).see("detach").type("A");
      person.see("stops after the next checkpoint").see("stopped: ");
      person
          .see("r resumes it")
          .type("r")
          .see("Go on from step")
          .type("y")
          .see("finished")
          .type("qq")
          .see("finished")
          .type("qq");
      person.awaitEnd();
    }
    List<RunDirectory> runs = RunDirectory.list(folder.resolve("runs"));
    RunDirectory first = runs.get(1);
    assertEquals(
        first.path(), ResumedFrom.read(runs.getFirst()).map(ResumedFrom::run).orElseThrow());
  }

  @Test
  void whatHasFinishedIsNotResumed() throws Exception {
    Session.Result trained =
        session("0").run("train", "project/demo.toml", "--rehearse", "--output_name", "quick");
    assertEquals(ExitCode.FINE, trained.code(), trained.out() + trained.err());
    try (UiDriver person = new UiDriver(session("0").world(), RunsScreen.start(), 100, 30)) {
      person.see("finished").type("r").see("it has finished: all its steps are done");
      person
          .press(KeyType.Enter)
          .see("detach")
          .see("finished")
          .type("r")
          .see("has finished: all its steps are done");
      person.type("qq").awaitEnd();
    }
  }
}
