package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

/**
 * Runs that end early and go on, with the stand-in trainer in the place of a real checkout: 4
 * epochs of 30 steps into an output folder of the recipe's own.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the run script is a shell script")
class ResumeJourneyTest {
  private static final String NAME = "sks-shape";

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void makeTheSampleProject() throws IOException {
    Session.Result demo = session(0).run("demo", "project", "--seconds-per-step", "0");
    assertEquals(ExitCode.FINE, demo.code(), demo.out() + demo.err());
    Path recipe = folder.resolve("project/demo.toml");
    Files.writeString(recipe, Files.readString(recipe) + "\n[launch]\nlauncher = \"python\"\n");
  }

  /**
   * @param crash the step at which the trainer crashes; 0 for none
   */
  private Session session(int crash) {
    Session session = new Session(folder).with("REHEARSAL_SECONDS_PER_STEP", "0");
    return crash == 0 ? session : session.with("REHEARSAL_CRASH_AT_STEP", String.valueOf(crash));
  }

  private static String[] words(String command, String subject, String... more) {
    List<String> words = new ArrayList<>(List.of(command));
    if (!subject.isEmpty()) {
      words.add(subject);
    }
    words.addAll(
        List.of(
            "--no-probe", "--sd-scripts", Home.find().pythonEnv().resolve("rehearsal").toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private void crash(int step, String... more) {
    Session.Result run = session(step).run(words("train", "project/demo.toml", more));
    assertEquals(ExitCode.FAILED, run.code(), run.out() + run.err());
    boolean state = List.of(more).contains("--save_state");
    assertEquals(state, run.out().contains("  next     lorabake resume runs/"), run.out());
  }

  private void change(String from, String to) throws IOException {
    Path recipe = folder.resolve("project/demo.toml");
    String text = Files.readString(recipe);
    assertTrue(text.contains(from), text);
    Files.writeString(recipe, text.replace(from, to));
  }

  private Session.Result resume(String... more) {
    return session(0).run(words("resume", "", more));
  }

  private JsonObject promised(String... more) {
    List<String> words = new ArrayList<>(List.of("--dry-run", "--json"));
    words.addAll(List.of(more));
    Session.Result dry = resume(words.toArray(String[]::new));
    assertEquals(ExitCode.FINE, dry.code(), dry.out() + dry.err());
    return Json.object(dry.out(), "resumption");
  }

  private void refused(String reason, String help, String... more) {
    Session.Result result = resume(more);
    assertEquals(ExitCode.USAGE, result.code(), result.out() + result.err());
    assertTrue(result.err().contains(reason), result.err());
    assertTrue(result.err().contains(help), result.err());
  }

  private List<Path> runs() throws IOException {
    return RunDirectory.list(folder.resolve("runs")).stream().map(RunDirectory::path).toList();
  }

  private Path output(String name) {
    return folder.resolve("project/output").resolve(name);
  }

  private Map<String, String> written() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(output(""))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".lock")) {
          continue;
        }
        files.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
      }
    }
    return files;
  }

  private long steps() throws IOException {
    return Files.readAllLines(runs().getFirst().resolve("events.jsonl")).stream()
        .filter(line -> Json.object(line, "event").text("type").equals("step"))
        .count();
  }

  private void finishes(String... more) throws IOException {
    Map<String, String> before = written();
    Session.Result result = resume(more);
    assertEquals(ExitCode.FINE, result.code(), result.out() + result.err());
    Map<String, String> after = written();
    before.forEach((file, stamp) -> assertEquals(stamp, after.get(file), file));
  }

  @Test
  void goesOnWithTheNextEpochUnderTheSameName() throws IOException {
    crash(75, "--save_state");
    JsonObject promise = promised();
    assertEquals(60, promise.whole("step"));
    assertEquals(60, promise.whole("updates"));
    assertEquals(120, promise.whole("total"));
    assertEquals("epoch", promise.text("way"));
    assertEquals(
        List.of(NAME + "-000003.safetensors", NAME + ".safetensors"), promise.texts("files"));
    assertEquals(1, runs().size(), "nothing was started");
    finishes();
    assertEquals(60, steps());
    assertTrue(Files.exists(output(NAME + ".safetensors")));
    JsonObject from =
        Json.object(Files.readString(runs().getFirst().resolve("resumed-from")), "resumed-from");
    assertEquals(runs().getLast().toString(), from.text("run"));
    assertEquals(output(NAME + "-000002-state").toString(), from.text("state"));
    refused("every run in", "name a run");
    assertTrue(
        session(0)
            .run(words("resume", runs().getFirst().toString()))
            .err()
            .contains("has finished"));
  }

  @Test
  void skipsWhatAnEpochHadTrainedAndKeepsCountThroughASecondResume() throws IOException {
    crash(78, "--save_state", "--save_every_n_steps", "25");
    JsonObject promise = promised();
    assertEquals(75, promise.whole("step"));
    assertEquals(45, promise.whole("updates"));
    assertEquals("skip", promise.text("way"));
    assertEquals(60, promise.whole("counted_from"));
    assertEquals(NAME + "-from60", promise.text("output_name"));
    Map<String, String> before = written();
    assertEquals(ExitCode.FAILED, session(35).run(words("resume", "")).code());
    assertTrue(Files.exists(output(NAME + "-from60-step00000025-state")));

    promise = promised();
    assertEquals(90, promise.whole("step"), "the state itself says 30");
    assertEquals(30, promise.whole("updates"));
    assertEquals(NAME + "-from90", promise.text("output_name"));
    finishes();
    assertEquals(30, steps());
    before.forEach((file, stamp) -> assertTrue(Files.exists(Path.of(file)), file));
  }

  @Test
  void takesWhatTheEarlierRunBeganFromWhenItSavedNothingItself() throws IOException {
    crash(78, "--save_state", "--save_every_n_steps", "25");
    assertEquals(ExitCode.FAILED, session(17).run(words("resume", "")).code());
    JsonObject promise = promised();
    assertEquals(75, promise.whole("step"));
    assertEquals(45, promise.whole("updates"));
    assertEquals(output(NAME + "-step00000075-state").toString(), promise.text("state"));
    finishes();
    assertEquals(45, steps());
  }

  @Test
  void passesACutStateByAndWritesNothingOverItsWeights() throws IOException {
    crash(100, "--save_state");
    Path cut = output(NAME + "-000003-state/optimizer.bin");
    Files.write(cut, new byte[0]);
    Files.setLastModifiedTime(cut, Files.getLastModifiedTime(output(NAME + "-000003.safetensors")));
    JsonObject promise = promised();
    JsonObject passed = promise.objects("passed_by").getFirst();
    assertTrue(passed.text("path").endsWith(NAME + "-000003-state"), passed.text("path"));
    assertEquals("optimizer.bin: the file is empty or cut off", passed.text("problem"));
    assertEquals(60, promise.whole("step"));
    assertEquals(NAME + "-from60", promise.text("output_name"));
    assertTrue(
        promise.texts("notes").getFirst().contains("is there and would be overwritten"),
        promise.texts("notes").toString());
    finishes();
    assertTrue(Files.exists(output(NAME + "-from60.safetensors")));
  }

  @Test
  void refusesARunWithoutAStateAndOffersItsWeights() throws IOException {
    crash(75);
    refused(
        "it saved no state",
        "--from-weights begins from " + NAME + "-000002.safetensors (step 60 of 120)");
    JsonObject promise = promised("--from-weights");
    assertEquals(60, promise.whole("updates"));
    assertEquals(NAME + "-from60", promise.text("output_name"));
    assertTrue(promise.texts("notes").getFirst().startsWith("optimizer and learning rate start"));
    finishes("--from-weights");
    assertEquals(60, steps());
    refused("every run in", "name a run");
  }

  @Test
  void refusesARunThatSavedNothing() {
    crash(5);
    refused("it saved no state", "start it anew: lorabake train");
    refused("left no weights to begin from", "start it anew", "--from-weights");
  }

  @Test
  void refusesARunThatIsRunning() {
    new Session(folder)
        .with("REHEARSAL_SECONDS_PER_STEP", "0.5")
        .run(words("train", "project/demo.toml", "--detach"));
    refused("is still running", "lorabake watch");
    session(0).run("stop");
    refused("it saved no state", "start it anew");
  }

  @Test
  void refusesASettingThatTheStateDoesNotFit() throws IOException {
    crash(75, "--save_state");
    refused("network_dim was 16 and is 8", "begin from the weights", "--network_dim", "8");
    refused("optimizer_type was AdamW and is Lion", "--from-weights", "--optimizer_type", "Lion");
    Path recipe = runs().getFirst().resolve("recipe.toml");
    Files.writeString(
        recipe, Files.readString(recipe).replace("network_dim = 16", "network_dim = 4"));
    refused("network_dim was 16 and is 4", "leave network_dim as it was");
  }

  @Test
  void saysWhichSettingsAreChangedAndWhichHaveNoEffect() {
    crash(75, "--save_state");
    Session.Result dry = resume("--dry-run", "--learning_rate", "2e-4", "--seed", "7");
    assertTrue(dry.out().contains("sets         seed = 7 (was 42)"), dry.out());
    assertTrue(
        dry.out().contains("note         learning_rate has no effect: the state brings its own"),
        dry.out());
    assertTrue(
        Arrays.stream(dry.out().split("\n", -1)).anyMatch(line -> line.startsWith("from    ")),
        dry.out());
  }

  @Test
  void endsAtTheRightStepWhereTheLastEpochIsNotWhole() throws IOException {
    change("max_train_epochs = 4", "max_train_steps = 100");
    change("lr_scheduler = \"cosine\"", "lr_scheduler = \"constant\"");
    change("lr_warmup_steps = 0.05", "");
    crash(95, "--save_state");
    JsonObject promise = promised();
    assertEquals("rest", promise.text("way"));
    assertEquals(10, promise.whole("updates"));
    assertEquals(100, promise.whole("ends"));
    assertEquals(NAME + "-from90", promise.text("output_name"));
    finishes();
    assertEquals(10, steps());
  }

  @Test
  void saysHowMuchLaterItEndsWhereTheRateNeedsTheWholeLength() throws IOException {
    change("max_train_epochs = 4", "max_train_steps = 100");
    crash(75, "--save_state");
    JsonObject promise = promised();
    assertEquals("epoch", promise.text("way"));
    assertEquals(120, promise.whole("ends"));
    assertEquals(
        "it ends 20 steps later than the whole training would have: sd-scripts trains whole epochs"
            + " after a resume; --max_train_steps 90 ends it before",
        promise.texts("notes").getLast());
    assertEquals(90, promised("--max_train_steps", "90").whole("ends"));
  }

  @Test
  void neverSkipsWhereAnUpdateTakesSeveralBatches() throws IOException {
    crash(25, "--save_state", "--save_every_n_steps=7", "--gradient_accumulation_steps=2");
    JsonObject promise = promised();
    assertEquals(21, promise.whole("step"));
    assertEquals("epoch", promise.text("way"));
    assertEquals(45, promise.whole("updates"));
    assertTrue(
        promise.texts("notes").getLast().contains("sd-scripts begins its epoch anew"),
        promise.texts("notes").toString());
    finishes();
    assertEquals(45, steps());
  }

  @Test
  void trainsAFinishedRunFurtherWhenItsEndIsMoved() throws IOException {
    Session.Result run =
        session(0).run(words("train", "project/demo.toml", "--save_state", "--detach"));
    assertEquals(ExitCode.FINE, run.code(), run.err());
    session(0).run("watch");
    String name = runs().getFirst().getFileName().toString();
    Session.Result again =
        session(0).run(words("resume", name, "--max_train_epochs", "5", "--dry-run", "--json"));
    assertEquals(ExitCode.FINE, again.code(), again.out() + again.err());
    JsonObject promise = Json.object(again.out(), "resumption");
    assertEquals(120, promise.whole("step"));
    assertEquals(30, promise.whole("updates"));
    assertEquals(NAME + "-from120", promise.text("output_name"));
  }

  @Test
  void takesTheFixOfTheDiagnosisAndSaysWhatItChanged() throws IOException {
    change("gradient_checkpointing = true", "");
    Session.Result run =
        session(75)
            .with("REHEARSAL_CRASH_KIND", "oom")
            .run(words("train", "project/demo.toml", "--save_state"));
    assertEquals(ExitCode.FAILED, run.code(), run.out());
    Session.Result dry = resume("--dry-run", "--apply");
    assertTrue(dry.out().contains("sets         gradient_checkpointing = true"), dry.out());
    assertFalse(resume("--dry-run").out().contains("gradient_checkpointing"), "only if asked");
  }

  @Test
  void showsTheLogWithItsBarsInTheirLastState() throws IOException {
    crash(75);
    Session.Result log = session(0).run("logs", "-n", "all");
    assertEquals(ExitCode.FINE, log.code());
    assertTrue(log.out().contains("epoch 3/4"), log.out());
    assertFalse(log.out().contains("\r"));
    assertFalse(log.out().contains(" 72/120 "), "written over");
    assertTrue(log.out().contains(" 74/120 "), log.out());
    assertEquals(3, session(0).run("logs", "-n", "3").out().lines().count());
    assertArrayEquals(
        Files.readAllBytes(runs().getFirst().resolve("trainer.log")),
        session(0).run("logs", "--raw", "-n", "all").raw().getBytes(StandardCharsets.ISO_8859_1));
    Session.Result followed = session(0).run("logs", "-f", "-n", "1");
    assertEquals(1, followed.out().lines().count(), "it ends, since the run has");
  }

  @Test
  void followsTheLogOfARunToItsEnd() {
    new Session(folder)
        .with("REHEARSAL_SECONDS_PER_STEP", "0.02")
        .run(words("train", "project/demo.toml", "--detach"));
    Session.Result followed = session(0).run("logs", "-f", "-n", "0");
    assertEquals(ExitCode.FINE, followed.code(), followed.err());
    assertTrue(followed.out().contains("model saved."), followed.out());
  }
}
