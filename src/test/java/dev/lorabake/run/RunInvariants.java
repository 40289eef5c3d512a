package dev.lorabake.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.log.LogParser;
import dev.lorabake.process.Eventually;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What holds of every run that has ended, whoever was killed on the way. It reads the run's files
 * by itself, and by lorabake's own readers only where it compares with them.
 */
final class RunInvariants {
  private static final Set<String> NAMES =
      Set.of(
          "attendant.json",
          "attendant.log",
          "events.jsonl",
          "exit.json",
          "expected.json",
          "keeper.log",
          "lock",
          "memory-kind.json",
          "outlook.json",
          "peak.json",
          "record.json",
          "step-kind.json",
          "stop-requested",
          "supervisor.lock",
          "telemetry.csv",
          "trainer.log");

  private static final Pattern DRAFT =
      Pattern.compile("\\..+\\.draft|((exit|record)\\.json|stop-requested)\\.draft");
  private static final Pattern BAR =
      Pattern.compile("steps: +\\d+%\\|[^|]*\\| (\\d+)/(\\d+) \\[[^]]*avr_loss=([a-z0-9.]+)");
  private static final String MARK = "LORABAKE_RUN=";

  private final FakeTraining training;
  private final Path folder;
  private final String context;

  private RunInvariants(FakeTraining training, String context) {
    this.training = training;
    this.folder = training.run.path();
    this.context = context;
  }

  /**
   * Fails where one of them does not hold.
   *
   * @param context the seed and the moment, for the message
   */
  static void hold(FakeTraining training, String context) throws Exception {
    RunInvariants run = new RunInvariants(training, context);
    run.nothingIsLeftRunning();
    run.filesAreWholeAndPrivate();
    List<JsonObject> journal = run.journalCountsWithoutGaps();
    run.journalTellsTheLog(journal);
    run.ownEventsAreToldOnce(journal);
    run.oneTrainerAtMost();
    run.checkpointsAreAsTheTrainerLeftThem();
    run.verdictFollowsFromTheFacts(journal);
  }

  /** By the mark in the environment, which everything that the keeper starts inherits. */
  private void nothingIsLeftRunning() throws Exception {
    Eventually.isTrue(
        "the end of all that carries the run's mark, " + context, () -> marked().isEmpty());
    // it writes exit.json first, and lets go of its lock then
    Eventually.isTrue("the end of the keeper, " + context, () -> !training.run.isKept());
    assertFalse(training.run.isSupervised(), context);
  }

  private List<String> marked() throws IOException {
    List<String> marked = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process :
          processes.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) {
        if (("\0" + environment(process)).contains("\0" + MARK + folder + "\0")) {
          marked.add(process.getFileName().toString());
        }
      }
    }
    return marked;
  }

  /** Empty where the process has ended, or is somebody else's. */
  private static String environment(Path process) {
    try {
      return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private void filesAreWholeAndPrivate() throws IOException {
    assertEquals("rwx------", mode(folder), context);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        assertTrue(
            NAMES.contains(name) || DRAFT.matcher(name).matches(), () -> name + ", " + context);
        assertEquals("rw-------", mode(file), () -> name + ", " + context);
        if (name.endsWith(".json") || name.equals("stop-requested")) {
          String text = Files.readString(file);
          assertTrue(text.strip().endsWith("}"), () -> name + ", " + context);
          assertTrue(Json.object(text, name).whole("version") > 0, () -> name + ", " + context);
        }
      }
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private List<JsonObject> journalCountsWithoutGaps() throws IOException {
    String text = Files.readString(folder.resolve("events.jsonl"));
    assertTrue(text.endsWith("}\n"), context);
    List<JsonObject> journal = text.lines().map(line -> Json.object(line, "event")).toList();
    for (int i = 0; i < journal.size(); i++) {
      assertEquals(i + 1, journal.get(i).whole("seq"), context);
    }
    return journal;
  }

  /** Event by event as one reading of the whole log gives them; the steps by a pattern, too. */
  private void journalTellsTheLog(List<JsonObject> journal) throws IOException {
    Path file = folder.resolve("trainer.log");
    byte[] log = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    LogParser parser = new LogParser();
    List<RunEvent> events = new ArrayList<>(parser.feed(log, 0, log.length));
    events.addAll(parser.finish());
    List<String> expected = events.stream().map(RunInvariants::written).toList();
    List<String> told =
        journal.stream()
            .filter(event -> event.text("from", "log").equals("log"))
            .map(RunInvariants::withoutPlace)
            .toList();
    assertEquals(expected, told, context);

    Set<Long> bars = new TreeSet<>();
    Matcher bar = BAR.matcher(new String(log, StandardCharsets.UTF_8));
    while (bar.find()) {
      bars.add(Long.parseLong(bar.group(1)));
    }
    List<Long> steps =
        journal.stream()
            .filter(event -> event.text("type").equals("step"))
            .map(event -> event.whole("step"))
            .toList();
    assertEquals(List.copyOf(bars), steps, context);
  }

  private static String written(RunEvent event) {
    JournalEntry entry = new JournalEntry(1, Instant.EPOCH, event);
    return withoutPlace(Json.object(EventJson.write(entry), "event"));
  }

  private static String withoutPlace(JsonObject event) {
    var members = new java.util.LinkedHashMap<>(event.toMap());
    members.remove("seq");
    members.remove("at");
    return Json.write(members);
  }

  private void ownEventsAreToldOnce(List<JsonObject> journal) {
    List<String> ours = new ArrayList<>();
    for (JsonObject event : journal) {
      if (event.text("from", "log").equals("lorabake")) {
        boolean warning = event.text("type").equals("warning");
        String what = warning ? event.text("code", "") : event.text("stage", "");
        ours.add(event.text("type") + " " + what + " " + event.text("file", ""));
      }
    }
    assertEquals(List.copyOf(new LinkedHashSet<>(ours)), ours, context);
    assertEquals("exit", journal.getLast().text("type"), context);
  }

  private void oneTrainerAtMost() throws IOException {
    long trainers = marks().stream().filter(mark -> mark.startsWith("started\t")).count();
    boolean started = Files.exists(folder.resolve("record.json"));
    assertTrue(trainers <= (started ? 1 : 0), () -> trainers + " trainers, " + context);
  }

  private List<String> marks() throws IOException {
    Path file = training.marks();
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Same file, same bytes, same time: nobody removed or wrote one after the trainer did. */
  private void checkpointsAreAsTheTrainerLeftThem() throws IOException {
    for (String mark : marks()) {
      String[] fields = mark.split("\t", -1);
      if (fields[0].equals("saved")) {
        Path file = Path.of(fields[4]);
        assertEquals(
            fields[1] + " " + fields[2] + " " + Long.parseLong(fields[3]) / 1000,
            Files.getAttribute(file, "unix:ino")
                + " "
                + Files.size(file)
                + " "
                + Files.getLastModifiedTime(file).to(TimeUnit.MICROSECONDS),
            () -> file + ", " + context);
      }
    }
  }

  private void verdictFollowsFromTheFacts(List<JsonObject> journal) throws IOException {
    JsonObject exit = journal.getLast();
    String verdict = exit.object("facts").text("verdict");
    assertEquals(
        expectedVerdict(), verdict, () -> exit.object("facts").text("reason") + ", " + context);
  }

  private String expectedVerdict() throws IOException {
    Path file = folder.resolve("exit.json");
    if (!Files.exists(file)) {
      return "lost";
    }
    JsonObject exit = Json.object(Files.readString(file), "exit.json");
    boolean clean =
        exit.has("heirs") ? heirsAreClean(exit) : exit.has("code") && exit.whole("code") == 0;
    if (clean && lastStepIsDone() && isWholeWeights(training.output)) {
      return "finished";
    }
    Path wish = folder.resolve("stop-requested");
    boolean asked =
        Files.exists(wish)
            && Set.of("now", "preempted")
                .contains(Json.object(Files.readString(wish), "wish").text("mode"));
    return asked ? "stopped" : "failed";
  }

  /**
   * All that a killed launcher had left exited with code 0, by the list of all that were waited
   * for.
   */
  private boolean heirsAreClean(JsonObject exit) throws IOException {
    JsonObject expected =
        Json.object(Files.readString(folder.resolve("expected.json")), "expected.json");
    return expected.flag("launched", false)
        && exit.object("heirs").whole("clean") == exit.object("heirs").whole("count")
        && exit.objects("others").stream()
            .allMatch(other -> other.has("code") && other.whole("code") == 0);
  }

  private boolean lastStepIsDone() throws IOException {
    Matcher bar = BAR.matcher(Files.readString(folder.resolve("trainer.log")));
    Optional<String> last = Optional.empty();
    boolean all = false;
    while (bar.find()) {
      last = Optional.of(bar.group(3));
      all |= bar.group(1).equals(bar.group(2));
    }
    return all && last.filter(loss -> !loss.equals("nan")).isPresent();
  }

  /** The least that safetensors asks for: the length of the header, and of what it names. */
  private static boolean isWholeWeights(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.limit() == 8 + bytes.getLong(0) + 8;
  }
}
