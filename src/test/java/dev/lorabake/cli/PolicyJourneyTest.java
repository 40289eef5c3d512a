package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.Eventually;
import dev.lorabake.process.ProcessStatus;
import dev.lorabake.process.Processes;
import dev.lorabake.run.Attendant;
import dev.lorabake.run.Kills;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Settled;
import dev.lorabake.run.Surroundings;
import dev.lorabake.train.Home;
import dev.lorabake.train.UpstreamFinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that go on by themselves, with the stand-in trainer in the place of a real one: it crashes
 * in the third of 4 epochs of 30 steps, and a second run has no such step.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the checks read /proc")
class PolicyJourneyTest {
  @TempDir Path folder = Path.of("");

  private Path python = Path.of("");

  @BeforeEach
  void makeTheSampleProject() throws IOException {
    folder = folder.toRealPath();
    Session.Result demo = session().run("demo", "project", "--seconds-per-step", "0");
    assertEquals(ExitCode.FINE, demo.code(), demo.out() + demo.err());
    Path recipe = folder.resolve("project/demo.toml");
    Files.writeString(recipe, Files.readString(recipe) + "\n[launch]\nlauncher = \"python\"\n");
    String real = new UpstreamFinder(System.getenv(), Home.find()).rehearsal(null).python();
    python =
        Files.writeString(
            folder.resolve("python"),
            """
            #!/bin/sh
            test -z "$LORABAKE_RUN" || echo start >> "$LORABAKE_RUN/starts"
            exec '%s' "$@"
            """
                .formatted(real));
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
  }

  private Session session() {
    return new Session(folder).with("REHEARSAL_SECONDS_PER_STEP", "0");
  }

  private Session.Result train(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "train",
                "project/demo.toml",
                "--no-probe",
                "--sd-scripts",
                Home.find().pythonEnv().resolve("rehearsal").toString(),
                "--python",
                python.toString(),
                "--save_state"));
    words.addAll(List.of(more));
    return session().with("REHEARSAL_CRASH_AT_STEP", "75").run(words.toArray(String[]::new));
  }

  private List<RunDirectory> runs() throws IOException {
    return RunDirectory.list(folder.resolve("runs"));
  }

  private static long starts(RunDirectory run) throws IOException {
    return Files.readAllLines(run.file("starts")).size();
  }

  private Optional<Settled> settled(RunDirectory run) {
    try {
      return Settled.read(run);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoWatchesIsTakenAlong() throws IOException {
    Session.Result run = train("--retry-crash", "1", "--retry-wait", "0.5", "--on-end", "exit 3");
    assertEquals(ExitCode.FINE, run.code(), run.out() + run.err());
    assertInOrder(
        run.out(),
        "lorabake: failed: 74 steps",
        "then     it crashed: it goes on at ",
        "then     it crashed: it goes on as ",
        "-sks-shape-try2, from sks-shape-000002-state",
        "lorabake: finished: 120 steps",
        "on end   the command ended with exit code 3 (on-end.log)");
    assertFalse(run.out().contains("lorabake resume"), run.out());

    List<RunDirectory> both = runs();
    assertEquals(2, both.size());
    List<JsonObject> rows = rows();
    JsonObject next = rows.get(1).object("settled").object("next");
    assertEquals(both.get(0).name(), next.text("run"));
    assertEquals(both.get(1).path().toString(), rows.get(0).text("after"));
    Session.Result list = session().run("runs");
    assertTrue(list.out().contains("try 2, after " + both.get(1).name()), list.out());

    Session.Result watch = session().run("watch", both.get(1).name());
    assertEquals(ExitCode.FINE, watch.code());
    assertInOrder(watch.out(), "failed: 74 steps", "it goes on as", "finished: 120 steps");
    assertEquals(2, runs().size());
    assertEquals(List.of(1L, 1L), List.of(starts(both.get(0)), starts(both.get(1))));
  }

  private List<JsonObject> rows() {
    Object list = Json.value(session().run("runs", "--json").out(), "runs");
    return ((List<?>) Objects.requireNonNull(list))
        .stream().map(row -> Json.object(Json.write(row), "run")).toList();
  }

  private static void assertInOrder(String text, String... parts) {
    int at = 0;
    for (String part : parts) {
      int found = text.indexOf(part, at);
      assertTrue(found >= 0, part + "\n" + text);
      at = found + part.length();
    }
  }

  @Test
  void aScriptIsToldInOneObjectBetweenTheEvents() throws IOException {
    Session.Result run = train("--retry-crash", "1", "--retry-wait", "0", "--json");
    assertEquals(ExitCode.FINE, run.code(), run.out() + run.err());
    List<JsonObject> told =
        run.out()
            .lines()
            .map(line -> Json.object(line, "line"))
            .filter(line -> line.has("settled"))
            .map(line -> line.object("settled"))
            .toList();
    JsonObject first = told.stream().filter(one -> one.flag("done", false)).findFirst().get();
    assertEquals("crash", first.object("next").text("why"));
    assertEquals("it finished", told.getLast().text("reason"));
    List<String> types =
        run.out()
            .lines()
            .map(line -> Json.object(line, "line").text("type", "settled"))
            .filter(type -> type.equals("exit") || type.equals("settled"))
            .distinct()
            .toList();
    assertEquals(List.of("exit", "settled"), types);
  }

  @Test
  void whatIsAboutToGoOnIsNotResumedByHandAndCanBeCalledOff() throws Exception {
    Session.Result run = train("--retry-crash", "1", "--retry-wait", "3600", "--detach");
    assertEquals(ExitCode.FINE, run.code(), run.out() + run.err());
    RunDirectory first = runs().getFirst();
    Eventually.isTrue("a decision", () -> settled(first).isPresent());

    Session.Result resume = session().run("resume", first.name());
    assertEquals(ExitCode.USAGE, resume.code());
    assertTrue(resume.err().contains("is about to go on by itself, as "), resume.err());

    Session.Result stop = session().run("stop", first.name());
    assertEquals(ExitCode.FINE, stop.code(), stop.out() + stop.err());
    assertTrue(stop.out().contains("it has ended, and will not go on by itself"), stop.out());
    Eventually.isTrue("its end", () -> settled(first).filter(Settled::done).isPresent());
    assertEquals("it does not go on by itself: that was called off", settled(first).get().reason());
    assertEquals(ExitCode.USAGE, session().run("stop", first.name()).code());
    assertEquals(1, runs().size());
  }

  @Test
  void aRecipeCannotAskForACommandAndTheUsersOwnFileCan() throws IOException {
    Path recipe = folder.resolve("project/demo.toml");
    String plain = Files.readString(recipe);
    Files.writeString(recipe, plain.replace("[train]\n", "[train]\non_end = \"touch ended\"\n"));
    Session.Result refused = train();
    assertEquals(ExitCode.BLOCKED, refused.code(), refused.out() + refused.err());
    assertTrue(refused.out().contains("on_end"), refused.out());

    Files.writeString(recipe, plain);
    Path own = Files.createDirectories(folder.resolve("config/lorabake"));
    Files.writeString(own.resolve("policies.toml"), "on_end = \"touch ended\"\n");
    Session.Result run = train("--max_train_epochs", "1");
    assertEquals(ExitCode.FINE, run.code(), run.out() + run.err());
    assertTrue(Files.exists(folder.resolve("ended")));
  }

  /** More of them: {@code -Dlorabake.kills=50}. */
  @Test
  void itGoesOnOnceThoughThoseWhoAttendToItAreKilledAtAnyMoment() throws Exception {
    for (long seed : Kills.seeds(3)) {
      Random random = new Random(seed);
      String which = "seed " + seed;
      Session.Result start =
          train(
              "--output_name=s" + seed,
              "--runs-dir=runs" + seed,
              "--retry-crash=1",
              "--retry-wait=0",
              "--on-end=echo ended >> ended" + seed,
              "--detach");
      assertEquals(ExitCode.FINE, start.code(), start.out() + start.err());
      Path root = folder.resolve("runs" + seed);
      RunDirectory run = RunDirectory.list(root).getFirst();
      Eventually.isTrue("an attendant, " + which, () -> attendant(run).isPresent());
      pause(random.nextInt(900));
      attendant(run).ifPresent(it -> Processes.here().end(it.identity(), true));
      for (int i = random.nextInt(3); i > 0; i--) {
        Process other = attend(run);
        other.waitFor(random.nextInt(2500), TimeUnit.MILLISECONDS);
        other.destroyForcibly();
      }
      Session.Result watch = session().run("watch", run.path().toString());
      assertEquals(ExitCode.FINE, watch.code(), which + watch.out() + watch.err());
      List<RunDirectory> both = RunDirectory.list(root);
      assertEquals(2, both.size(), which + both);
      assertEquals(List.of(1L, 1L), List.of(starts(both.get(0)), starts(both.get(1))), which);
      assertEquals(List.of("ended"), Files.readAllLines(folder.resolve("ended" + seed)), which);
      assertFalse(both.get(0).isAlive(Surroundings.system().processes()), which);
    }
  }

  /** Another one, called as the keeper calls it. */
  private Process attend(RunDirectory run) throws IOException {
    List<String> argv = new ArrayList<>(Attendant.read(run).orElseThrow().argv());
    argv.add(run.path().toString());
    return new ProcessBuilder(argv)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  /** The one that the keeper started, by its command line. */
  private static Optional<ProcessStatus> attendant(RunDirectory run) {
    return Processes.here().all().stream()
        .filter(process -> Arrays.asList(words(process)).contains("attend"))
        .filter(process -> Arrays.asList(words(process)).contains(run.path().toString()))
        .findFirst();
  }

  private static String[] words(ProcessStatus process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return Files.readString(file, StandardCharsets.ISO_8859_1).split("\0", -1);
    } catch (IOException e) {
      return new String[0]; // it ended
    }
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
