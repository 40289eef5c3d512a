package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.LockFile;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
  private static final LocalDateTime MORNING = LocalDateTime.of(2026, 11, 23, 8, 0);
  private static final String LONG = "a-subject-whose-name-somebody-has-written-out-at-length-here";

  @TempDir Path folder = Path.of("");
  private Path runs = Path.of("");

  @BeforeEach
  void makeRuns() {
    runs = folder.resolve("runs");
  }

  /** A run that was started two hours ago and has ended. */
  private RunDirectory ended(String name, int minute, long step, String verdict, String reason)
      throws IOException {
    RunDirectory run = RunDirectory.create(runs, name, MORNING.plusMinutes(minute));
    Instant started = Instant.now().minus(Duration.ofMinutes(125));
    run.write(
        RunDirectory.RECORD,
        """
        {"boot_id": "gone", "keeper": {"pid": 1, "start_ticks": 1},
         "trainer": {"pid": 2, "start_ticks": 2}, "started": "%s", "cwd": "/", "argv": []}
        """
            .formatted(started));
    Files.writeString(
        run.file(RunDirectory.EVENTS),
        """
        {"seq":1,"at":"%1$s","type":"step","step":%2$d,"total":12000,"avr_loss":0.0812}
        {"seq":2,"at":"%1$s","type":"exit","code":0,"signal":null,"facts":{"verdict":"%3$s","reason":"%4$s"},"from":"lorabake"}
        """
            .formatted(started.plusSeconds(600), step, verdict, reason));
    return run;
  }

  private static void goesOnFrom(RunDirectory run, RunDirectory earlier, long step)
      throws IOException {
    new ResumedFrom(earlier.path(), earlier.file("state"), null, step, 12000, step, 0).write(run);
  }

  private List<JsonObject> rows() {
    String rows = runs("runs", "--json").out();
    return Json.object("{\"rows\":" + rows + "}", "runs").objects("rows");
  }

  private Session.Result runs(String... words) {
    return new Session(folder).answering("").run(words);
  }

  @Test
  void fitsEightyColumnsAndTellsWhichWentOnFromWhich() throws IOException {
    RunDirectory first = ended("sks-cat", 0, 9000, "stopped", "it was stopped on request");
    RunDirectory second = ended("sks-cat", 1, 3000, "finished", "all 12000 steps are done");
    RunDirectory third = ended(LONG, 2, 3000, "failed", "the trainer ended with exit code 1");
    goesOnFrom(second, first, 9000);
    goesOnFrom(ended(LONG + LONG, 3, 9000, "finished", ""), third, 3000);
    assertEquals(
        """
        state      step          loss     to go   age    run
        finished   12,000/12,000 0.0812           2.1 h
          2026-11-23T08-03-a-subject-whose-name-somebody-has-written-out-at-length-here
                   goes on from at step 3,000
          2026-11-23T08-02-a-subject-whose-name-somebody-has-written-out-at-length-here
        failed     3,000/12,000  0.0812           2.1 h
          2026-11-23T08-02-a-subject-whose-name-somebody-has-written-out-at-length-here
                   the trainer ended with exit code 1
                   went on as
          2026-11-23T08-03-a-subject-whose-name-somebody-has-written-out-at-length-here
        finished   12,000/12,000 0.0812           2.1 h  2026-11-23T08-01-sks-cat
                   goes on from 2026-11-23T08-00-sks-cat at step 9,000
        stopped    9,000/12,000  0.0812           2.1 h  2026-11-23T08-00-sks-cat
                   it was stopped on request
                   went on as 2026-11-23T08-01-sks-cat
        """,
        runs("runs").out());
    assertTrue(runs("runs").out().lines().allMatch(line -> line.length() <= 80));
    List<JsonObject> rows = rows();
    assertEquals(second.path().toString(), rows.getLast().text("went_on_as"));
    assertEquals(9000, rows.get(2).object("goes_on_from").whole("step"));
    assertEquals(12000, rows.get(2).whole("step"), "of the whole training");
    assertEquals(first.path().toString(), rows.get(2).object("goes_on_from").text("run"));
  }

  @Test
  void aNameThatIsTooLongForALineLosesItsMiddleForAPersonAlone() throws IOException {
    RunDirectory run = ended(LONG, 0, 1, "stopped", "");
    Path longer = run.path().resolveSibling(run.name() + "-tried-again");
    Files.move(run.path(), longer);
    String shown =
        "  2026-11-23T08-00-a-subject-whose-name-s…written-out-at-length-here-tried-again";
    assertTrue(runs("runs").out().contains(shown), runs("runs").out());
    String piped = new Session(folder).run("runs").out();
    assertTrue(piped.contains(String.valueOf(longer.getFileName())), piped);
  }

  @Test
  void aDamagedDirectoryHidesNoOtherRun() throws IOException {
    ended("good", 0, 12000, "finished", "");
    ended("odd", 1, 12000, "finished", "").write(RunDirectory.SETTLED, "no JSON");
    RunDirectory broken = ended("broken", 2, 3000, "finished", "");
    broken.write(RunDirectory.RECORD, "{}");
    Files.delete(broken.file(RunDirectory.EVENTS));
    String told = runs("runs").out();
    assertTrue(told.contains("2026-11-23T08-00-good"), told);
    assertTrue(told.contains("its run directory is damaged: settled.json:1:"), told);
    assertEquals(
        List.of("lost", "finished", "finished"),
        rows().stream().map(row -> row.text("state")).toList());
    assertEquals(List.of(1, 1, 0), rows().stream().map(row -> row.texts("damage").size()).toList());
  }

  @Test
  void showsTheLatestUnlessToldOtherwise() throws IOException {
    for (int minute = 0; minute < 22; minute++) {
      ended("sks-cat", minute, 1, "finished", "");
    }
    String usual = runs("runs").out();
    assertTrue(usual.endsWith("and 2 earlier ones: lorabake runs --all\n"), usual);
    assertEquals(1 + 20 + 1, usual.lines().count());
    assertEquals(1 + 22, runs("runs", "--all").out().lines().count());
    assertEquals(1 + 3 + 1, runs("runs", "--last", "3").out().lines().count());
    assertEquals(ExitCode.USAGE, runs("runs", "--last", "0").code());
    assertEquals(ExitCode.USAGE, runs("runs", "--last", "3", "--all").code());
  }

  @Test
  void aRunIsKnownByTheBeginningOrTheEndOfItsName() throws IOException {
    ended("sks-cat", 0, 1, "stopped", "the first");
    ended("sks-dog", 1, 1, "stopped", "the second");
    ended("sks-dog", 1, 1, "stopped", "the third");
    for (String word : List.of("cat", "sks-cat", "2026-11-23T08-00")) {
      String watched = runs("watch", word).out();
      assertTrue(watched.contains("the first"), word + ": " + watched);
    }
    assertTrue(runs("watch", "dog-2").out().contains("the third"));
    assertTrue(runs("watch", "2026-11-23T08-01-sks-dog").out().contains("the second"));
    Session.Result several = runs("stop", "2026-11-23T08-01");
    assertEquals(ExitCode.USAGE, several.code());
    assertTrue(several.err().contains("2 runs are called so"), several.err());
    assertTrue(several.err().contains("2026-11-23T08-01-sks-dog-2, 2026-"), several.err());
    Session.Result none = runs("diagnose", "at");
    assertEquals(ExitCode.USAGE, none.code());
    assertTrue(none.err().contains("there is no file and no run"), none.err());
    assertTrue(runs("stop", "at").err().contains("there is no run at"));
  }

  @Test
  void aRunThatNobodyWatchesIsAsFarAsItsLogSays() throws IOException {
    RunDirectory run = RunDirectory.create(runs, "alone", MORNING);
    Instant started = Instant.now().minus(Duration.ofSeconds(100));
    Files.writeString(
        run.file(RunDirectory.EVENTS),
        """
        {"seq":1,"at":"%s","type":"step","step":10,"total":600,"avr_loss":0.2}
        """
            .formatted(started.plusSeconds(40)));
    Files.writeString(
        run.file(RunDirectory.TRAINER_LOG),
        "steps:   2%|2         | 10/600 [00:10<10:00,  1.00s/it, avr_loss=0.2]\r"
            + "steps:   5%|5         | 30/600 [00:30<09:30,  1.00s/it, avr_loss=0.1]\r");
    JsonObject row;
    Files.createFile(run.file("lock"));
    try (LockFile _ = LockFile.tryTake(run.file("lock")).orElseThrow()) { // as its keeper does
      row = rows().getFirst();
    }
    assertEquals("training", row.text("state"));
    assertEquals(30, row.whole("step"));
    long left = row.whole("remaining_seconds");
    assertTrue(left >= 570 * 3 && left <= 570 * 4, "at three seconds a step: " + left);
    assertEquals(1, Files.readAllLines(run.file(RunDirectory.EVENTS)).size(), "nothing is written");
  }
}
