package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.LockFile;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trainings one after another, with the rehearsal trainer and real processes. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the run script is a shell script")
class QueueJourneyTest {
  private static final String RECIPE = "project/demo.toml";

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void makeTheSampleProject() {
    Session.Result demo = session().run("demo", "project", "--seconds-per-step", "0");
    assertEquals(ExitCode.FINE, demo.code(), demo.out() + demo.err());
  }

  private Session session() {
    return new Session(folder).with("REHEARSAL_SECONDS_PER_STEP", "0");
  }

  private Session.Result queue(String... words) {
    return session()
        .run(Stream.concat(Stream.of("queue"), Stream.of(words)).toArray(String[]::new));
  }

  private void add(String name) {
    Session.Result added =
        queue("add", RECIPE, "--rehearse", "--name", name, "--output_name", name);
    assertEquals(ExitCode.FINE, added.code(), added.out() + added.err());
  }

  private List<JsonObject> entries() {
    return Json.object(queue("list", "--json").out(), "queue").objects("entries");
  }

  private List<String> states() {
    return entries().stream()
        .map(entry -> entry.text("label") + " " + entry.text("state"))
        .toList();
  }

  @Test
  void runsTwoEntriesInTheirOrderAndShowsThemWithin80Columns() {
    add("one");
    add("two");
    Session.Result run = queue("run");
    assertEquals(ExitCode.FINE, run.code(), run.out() + run.err());
    List<String> told =
        run.out().lines().map(line -> line.replaceAll("(started).*", "$1")).toList();
    assertEquals(
        List.of("1  one: started", "1  one: finished", "2  two: started", "2  two: finished"),
        told);
    assertEquals(List.of("one finished", "two finished"), states());
    String table = queue().out();
    assertTrue(table.contains("   1  finished    120/120      0."), table);
    assertTrue(table.lines().allMatch(line -> line.length() <= 80), table);
    assertTrue(queue("show", "2").out().contains("  output   two in "), queue("show", "2").out());
  }

  @Test
  void skipsWhatIsProvenDoneAndNothingElse() throws IOException {
    add("one");
    queue("run");
    Session.Result again = queue("add", RECIPE, "--rehearse", "--output_name", "one");
    assertTrue(again.out().contains("will be skipped, "), again.out());
    Session.Result run = queue("run");
    assertTrue(run.out().contains("skipped: done already by "), run.out());
    assertEquals(
        List.of("finished", "skipped"), entries().stream().map(e -> e.text("state")).toList());

    Path run1 = Path.of(entries().getFirst().text("run"));
    Files.writeString(run1.resolve("output/one.safetensors"), "cut off");
    queue("clear-done");
    Session.Result changed = queue("add", RECIPE, "--rehearse", "--output_name", "one");
    assertFalse(changed.out().contains("will be skipped"), changed.out());
    assertEquals(3, entries().getFirst().whole("number"), "a number is given once");
  }

  @Test
  void givesEachTrainingAGpuOfItsOwn() throws IOException {
    Path python =
        Files.writeString(
            folder.resolve("python"),
            """
            #!/bin/sh
            test -z "$LORABAKE_RUN" ||
              echo "$CUDA_VISIBLE_DEVICES $CUDA_DEVICE_ORDER" > "$LORABAKE_RUN/seen"
            exec python3 "$@"
            """);
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    queue("add", RECIPE, "--rehearse", "--python", "./python", "--vary", "network_dim=8,16");
    Session.Result run =
        session().with("REHEARSAL_SECONDS_PER_STEP", "0.02").run("queue", "run", "--gpus", "3,1");
    assertEquals(ExitCode.FINE, run.code(), run.out() + run.err());
    List<String> seen =
        entries().stream()
            .map(entry -> {
              try {
                return Files.readString(Path.of(entry.text("run")).resolve("seen")).strip();
              } catch (IOException e) {
                return e.toString();
              }
            })
            .toList();
    assertEquals(List.of("3 PCI_BUS_ID", "1 PCI_BUS_ID"), seen);
    List<String> told =
        run.out().lines().map(line -> line.substring(line.indexOf(": ") + 2)).toList();
    assertTrue(told.get(0).startsWith("started on GPU 3"), run.out());
    assertTrue(told.get(1).startsWith("started on GPU 1"), "both run at once: " + run.out());
  }

  @Test
  void makesAGridAndLaysItsRunsSideBySide() {
    Session.Result added =
        queue(
            "add",
            RECIPE,
            "--rehearse",
            "--vary",
            "network_dim=8,16",
            "--vary",
            "network-alpha=4,8");
    assertTrue(added.out().contains("4 added"), added.out() + added.err());
    assertEquals(
        List.of("4", "8", "4", "8"),
        entries().stream().map(entry -> entry.object("varied").text("network_alpha")).toList());
    assertEquals(ExitCode.FINE, queue("run").code());
    String table = queue("compare").out();
    assertTrue(table.contains("network_dim=16 network_alpha=8"), table);
    assertTrue(table.lines().allMatch(line -> line.length() <= 80), table);
    JsonObject last =
        Json.object("{\"rows\":" + queue("compare", "1", "--json").out() + "}", "compare")
            .objects("rows")
            .getLast();
    assertEquals("finished", last.text("state"));
    assertEquals(120, last.whole("step"));
    assertTrue(
        last.number("tail_loss") > 0 && last.whole("file_bytes") > 0, last.toMap().toString());
  }

  @Test
  void addsNothingWhereOneMemberOfAGridIsBlocked() {
    Session.Result added =
        queue("add", RECIPE, "--rehearse", "--vary", "network_dim=4,8", "--network_alpha", "8");
    assertEquals(ExitCode.BLOCKED, added.code(), added.out());
    assertTrue(added.out().contains("-network_dim4: blocked"), added.out());
    assertTrue(added.out().contains("alpha-exceeds-rank"), added.out());
    assertEquals(List.of(), entries());
  }

  @Test
  void refusesTwoRunsIntoOneOutputName() {
    add("one");
    Session.Result twice =
        queue("add", RECIPE, "--rehearse", "--output_name", "one", "--network_dim", "24");
    assertEquals(ExitCode.USAGE, twice.code(), twice.out());
    assertTrue(twice.err().contains("as does entry 1 of the queue"), twice.err());
    Session.Result checkpoint = queue("add", RECIPE, "--rehearse", "--output_name", "one-000001");
    assertEquals(ExitCode.USAGE, checkpoint.code(), "it would write over a checkpoint of one");
    Session.Result both = queue("add", RECIPE, RECIPE, "--rehearse", "--output_name", "two");
    assertTrue(both.err().contains("would both write two"), both.err());
    assertEquals(List.of("one waiting"), states());
  }

  @Test
  void pausesMovesAndCancels() {
    add("one");
    add("two");
    add("three");
    queue("move", "3", "1");
    assertEquals(List.of("three waiting", "one waiting", "two waiting"), states());
    queue("cancel", "1");
    queue("pause");
    assertTrue(queue().out().contains("paused: lorabake queue continue"));
    assertEquals(List.of("three waiting", "one cancelled", "two waiting"), states());
    queue("continue");
    queue("run");
    assertEquals(List.of("three finished", "one cancelled", "two finished"), states());
    Session.Result late = queue("cancel", "3");
    assertEquals(ExitCode.USAGE, late.code(), late.out());
    queue("retry", "1");
    assertEquals("one waiting", states().get(1));
    queue("cancel", "1");
    queue("clear-done");
    assertEquals(List.of(), states());
  }

  @Test
  void letsOneRunnerWorkAtATime() throws IOException {
    add("one");
    queue("pause");
    queue("continue");
    try (LockFile _ = LockFile.tryTake(folder.resolve("runs/queue/runner.lock")).orElseThrow()) {
      Session.Result second = queue("run");
      assertEquals(ExitCode.USAGE, second.code(), second.out());
      assertTrue(second.err().contains("the queue has a runner already"), second.err());
    }
    assertEquals(List.of("one waiting"), states());
  }

  @Test
  void goesOnBesideFilesThatAreNoneOfItsOwn() throws IOException {
    add("one");
    Path queue = folder.resolve("runs/queue");
    Files.writeString(queue.resolve("0002.json"), "{\"version\": 1, \"number\": 7");
    Files.write(queue.resolve("0003.json"), new byte[] {(byte) 0xff, 0, 1});
    Files.createDirectory(queue.resolve("0004.json"));
    Files.createSymbolicLink(queue.resolve("0005.json"), queue.resolve("0001.json"));
    Files.copy(queue.resolve("0001.json"), queue.resolve("0006.json"));
    Files.writeString(queue.resolve("order.json"), "[");
    Files.writeString(queue.resolve("notes.txt"), "mine");
    Session.Result run = queue("run");
    assertEquals(ExitCode.FINE, run.code(), run.out() + run.err());
    assertEquals(List.of("one finished"), states());
    String table = queue().out();
    for (String file : List.of("0002", "0003", "0004", "0005", "0006", "order")) {
      assertTrue(table.contains("queue/" + file + ".json is passed over: "), file + table);
    }
    add("next");
    assertEquals(7, entries().getLast().whole("number"), "no number of a damaged file is taken");
  }

  @Test
  void blocksWhatHasBecomeImpossibleAndGoesOn() throws IOException {
    add("one");
    add("two");
    Path frozen = folder.resolve("runs/queue/0001.toml");
    Files.writeString(
        frozen, Files.readString(frozen).replaceFirst("network_dim = .*", "network_dim = 1"));
    Session.Result run = queue("run");
    assertEquals(ExitCode.BLOCKED, run.code(), run.out());
    assertEquals(List.of("one blocked", "two finished"), states());
    assertTrue(queue().out().contains("alpha-exceeds-rank"), queue().out());
  }

  /** As after a power cut in the middle. */
  private static void lose(Path run) throws IOException {
    Files.delete(run.resolve("exit.json"));
    Files.delete(run.resolve("events.jsonl"));
    Path record = run.resolve("record.json");
    Files.writeString(
        record,
        Files.readString(record).replaceFirst("\"boot_id\": \"[^\"]*\"", "\"boot_id\": \"other\""));
  }

  @Test
  void tellsOfARunThatTheMachineTookAlongAndStartsItAgainOnlyIfAllowed() throws IOException {
    add("one");
    queue("run");
    Path run = lastRun();
    lose(run);
    assertEquals(List.of("one lost"), states());
    Session.Result told = queue("run");
    assertEquals(ExitCode.LOST, told.code(), told.out());
    assertEquals(List.of("one lost"), states());
    Session.Result again = queue("run", "--retry-lost", "1");
    assertEquals(ExitCode.FINE, again.code(), again.out());
    assertEquals(List.of("one finished"), states());
    assertTrue(Files.exists(run.resolve("output/one.safetensors")), "the first one's file stays");
  }

  /** An entry whose trainer crashed at that step, with a state of each epoch. */
  private Path crashed(String name, int step, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("add", RECIPE, "--rehearse", "--name", name, "--output_name", name));
    words.add("--save_state");
    words.addAll(List.of(more));
    Session.Result added = queue(words.toArray(String[]::new));
    assertEquals(ExitCode.FINE, added.code(), added.out() + added.err());
    Session.Result run = crashing(step).run("queue", "run");
    assertEquals(ExitCode.FAILED, run.code(), run.out() + run.err());
    return lastRun();
  }

  private Session crashing(int step) {
    return session().with("REHEARSAL_CRASH_AT_STEP", Integer.toString(step));
  }

  private Path lastRun() {
    return Path.of(entries().getLast().text("run"));
  }

  private static Map<String, String> stamps(Path folder) throws IOException {
    Map<String, String> stamps = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        stamps.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
      }
    }
    return stamps;
  }

  @Test
  void goesOnFromTheLastStateOfTheAttemptBefore() throws IOException {
    Path first = crashed("one", 75);
    Map<String, String> left = stamps(first.resolve("output"));
    queue("retry", "1");
    Session.Result run = queue("run");
    assertEquals(ExitCode.FINE, run.code(), run.out() + run.err());
    assertTrue(run.out().contains(", from step 60 of " + first.getFileName()), run.out());
    ResumedFrom from = ResumedFrom.read(RunDirectory.open(lastRun())).orElseThrow();
    assertEquals(first, from.run());
    assertEquals(List.of(60L, 120L), List.of(from.step(), from.total()));
    assertEquals(left, stamps(first.resolve("output")), "nothing of it was touched");
    String show = queue("show", "1").out().replaceAll("\\s+", " ");
    assertTrue(show.contains(", goes on from " + first.getFileName()), show);
    assertTrue(show.contains("steps 120/120"), show);
    assertTrue(queue("list").out().contains("120/120"), queue("list").out());
    JsonObject row = Json.object(queue("show", "1", "--json").out(), "entry");
    assertEquals(List.of(120L, 120L), List.of(row.whole("step"), row.whole("total")));
    assertTrue(queue("compare", "--json").out().contains("\"total\" : 120"), "as elsewhere");
    Session.Result again =
        queue("add", RECIPE, "--rehearse", "--output_name", "one", "--save_state");
    assertTrue(again.out().contains("will be skipped, "), "both have done it: " + again.out());
  }

  @Test
  void beginsAnewWhereThatIsAskedFor() throws IOException {
    Path first = crashed("one", 75);
    queue("retry", "1", "--from-start");
    Session.Result run = queue("run");
    assertEquals(ExitCode.FINE, run.code(), run.out() + run.err());
    assertTrue(ResumedFrom.read(RunDirectory.open(lastRun())).isEmpty());
    assertFalse(first.equals(lastRun()));
  }

  @Test
  void aLostOneGoesOnFromItsLastState() throws IOException {
    Path first = crashed("one", 75);
    lose(first);
    assertEquals(List.of("one lost"), states());
    Session.Result run = queue("run", "--retry-lost", "1");
    assertEquals(ExitCode.FINE, run.code(), run.out() + run.err());
    assertTrue(run.out().contains(", from step 60 of " + first.getFileName()), run.out());
  }

  @Test
  void goesOnByItselfAfterACrashUpToABound() throws IOException {
    List<String> add =
        List.of("add", RECIPE, "--rehearse", "--name", "one", "--save_state", "--retry-crash=2");
    queue(Stream.concat(add.stream(), Stream.of("--retry-wait=0")).toArray(String[]::new));
    Session.Result run = crashing(40).run("queue", "run"); // each attempt crashes at a step 40
    assertEquals(ExitCode.FAILED, run.code(), run.out() + run.err());
    assertEquals(2, run.out().lines().filter(line -> line.contains("waits again")).count());
    JsonObject entry =
        Json.object(queue("show", "1", "--json").out(), "entry"); // to 30, to 60, and once more
    assertEquals(
        List.of("-", "crash", "crash"),
        entry.objects("attempts").stream()
            .map(attempt -> attempt.has("why") ? attempt.text("why") : "-")
            .toList());
    assertEquals(
        60, ResumedFrom.read(RunDirectory.open(lastRun())).orElseThrow().step(), run.out());
    assertEquals(2, entry.object("policy").whole("retry_crash"));
    String shown = queue("show", "1").out().replaceAll("\\s+", " ");
    assertTrue(shown.contains("policy after a crash, goes on, up to 2 times"), shown);
    Session.Result more = queue("run", "--retry-crash", "5");
    assertEquals(List.of("one failed"), states(), "the entry's own policy counts: " + more.out());
  }

  @Test
  void goesOnWithHalfTheBatchWhereMemoryRanOut() throws IOException {
    queue("add", RECIPE, "--rehearse", "--name", "one", "--save_state");
    Session.Result run =
        crashing(75).with("REHEARSAL_CRASH_KIND", "oom").run("queue", "run", "--retry-oom", "1");
    assertTrue(run.out().contains("GPU memory ran out: it goes on"), run.out() + run.err());
    JsonObject entry = Json.object(queue("show", "1", "--json").out(), "entry");
    assertEquals("oom", entry.objects("attempts").getLast().text("why"));
    String dataset = Files.readString(lastRun().resolve("dataset.toml"));
    String config = Files.readString(lastRun().resolve("config.toml"));
    assertTrue(dataset.contains("batch_size = 1"), dataset);
    assertTrue(config.contains("gradient_accumulation_steps = 2"), config);
  }

  @Test
  void printsWhatStartsItAfterARestartAndInstallsNothing() throws IOException {
    Session.Result told =
        session()
            .with("HF_TOKEN", "hf_secret")
            .with("LORABAKE_SD_SCRIPTS", "/opt/sd scripts")
            .run("queue", "service", "--gpus", "0,1", "--retry-lost", "2");
    assertEquals(ExitCode.FINE, told.code(), told.err());
    assertTrue(told.out().contains("loginctl enable-linger"), told.out());
    assertTrue(told.out().contains("\nEnvironment=\"LORABAKE_SD_SCRIPTS=/opt/sd scripts\"\n"));
    assertFalse(told.out().contains("hf_secret"), told.out());
    JsonObject json = Json.object(queue("service", "--json").out(), "service");
    assertTrue(
        json.text("unit").contains("\"queue\" \"run\" \"--runs-dir\" \"" + folder), told.out());
    assertTrue(json.text("cron").endsWith(" --detach"), json.text("cron"));
    assertEquals(json.text("unit"), queue("service", "--systemd").out());
    assertEquals(json.text("cron") + "\n", queue("service", "--cron").out());
    assertFalse(Files.exists(folder.resolve("runs")), "nothing was made");
    assertEquals(ExitCode.USAGE, queue("service", "--gpus", "x").code());
  }

  @Test
  void keepsNoSecretAndWaitsForItInTheEnvironment() throws IOException {
    String token = "hf_" + "a1".repeat(17);
    Session.Result added =
        queue("add", RECIPE, "--rehearse", "--output_name", "one", "--huggingface_token", token);
    assertTrue(
        added.err().contains("huggingface_token is kept nowhere"), added.out() + added.err());
    assertEquals(ExitCode.BLOCKED, queue("run").code());
    assertTrue(queue().out().contains("set HF_TOKEN"), queue().out());
    queue("retry", "1");
    Session.Result run = session().with("HF_TOKEN", token).run("queue", "run");
    assertEquals(ExitCode.FINE, run.code(), run.out() + run.err());
    try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text =
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(token), file.toString());
      }
    }
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("runs/queue/0001.json"))));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("runs/queue"))));
  }
}
