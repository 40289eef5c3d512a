package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.tui.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody does with lorabake's screen from beginning to end, by what its footers say, and
 * rehearsals by real processes. The screens that were seen on the way are left in {@code
 * target/journeys}.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the run script is a shell script")
abstract class Journeys {
  private static final Path RECORDINGS = Path.of("target/journeys").toAbsolutePath();

  @TempDir Path folder = Path.of("");
  private Path recording = Path.of("");

  /** Sits down at a terminal of their own kind, and starts lorabake in the project. */
  abstract Person start(DemoFolder demo, int width, int height, String secondsPerStep)
      throws Exception;

  @BeforeEach
  void nameTheRecording(TestInfo test) throws IOException {
    String kind = getClass().getSimpleName().replace("Test", "");
    recording = RECORDINGS.resolve(kind + "-" + test.getTestMethod().orElseThrow().getName());
    Files.deleteIfExists(recording);
  }

  private Person open(DemoFolder demo, int width, int height, String secondsPerStep)
      throws Exception {
    return start(demo, width, height, secondsPerStep).recordingTo(recording);
  }

  /** Types a value in place of the one that is there. */
  private static void set(Person person, String setting, String value) throws Exception {
    person.type("/").see("type a part").type(setting).see(setting).press(KeyType.Enter);
    person.see("Enter edit").press(KeyType.Enter).see("Enter take").ctrl('u').type(value);
    person.press(KeyType.Enter).see("Enter edit", value);
  }

  @Test
  void fromNothingToTwoRehearsalsThatAreCompared() throws Exception {
    DemoFolder demo = new DemoFolder(folder);
    Files.delete(demo.recipe());
    try (Person person = open(demo, 100, 30, "0")) {
      person.see("No recipe in").type("n").see("What base model", "Stable Diffusion 1.x");
      person.press(KeyType.Enter).see("SD 1.5 character").press(KeyType.Enter);
      person.see("Where is the base model file").type("mod").press(KeyType.Tab);
      person.see("› models/").press(KeyType.Tab).see("› models/stand-in-sd15.safetensors");
      person.press(KeyType.Enter).see("Which folder").type("dataset").press(KeyType.Enter);
      person.see("12 images, each with its caption").see("12 x 10").press(KeyType.Enter);
      person.see("What shall it be called").ctrl('u').type("shape").press(KeyType.Enter);
      person.see("Which GPU").type("3060").see("RTX 3060 12GB").press(KeyType.Enter);
      person.see("Is it right so?", "shape.toml", "VRAM").press(KeyType.Enter);
      person.see("lorabake ─ shape.toml", "nothing to mend").type("R");
      person.see("finished: 600 steps", "✓ shape.safetensors").type("r");
      person.see("has finished: all its steps are done").type("q").see("Enter edit");
      set(person, "unet_lr", "2e-4");
      person.see("shape.toml*").ctrl('s').seeNoMore("shape.toml*").type("R");
      person.see("finished: 600 steps", "✓ shape.safetensors").type("q").see("Enter edit");
      person.type("q").see("recipes in").type("r").see("lorabake ─ runs", "600/600", "Space mark");
      person.type(" ").see("1 marked").press(KeyType.ArrowDown).type(" ").see("2 marked");
      person.type("c").see("two runs", "unet_lr", "2e-4", "1e-4", "mean of its last");
      person.type("q").see("2 marked").type("q").see("leave").type("q");
      person.awaitEnd();
    }
    String recipe = Files.readString(demo.project().resolve("shape.toml"));
    assertTrue(recipe.contains("unet_lr = 2e-4"), recipe);
    assertEquals(2, demo.runs().size());
    for (RunDirectory run : demo.runs()) {
      assertEquals(LongStream.rangeClosed(1, 600).boxed().toList(), DemoFolder.steps(run));
      assertTrue(Files.exists(run.file("output/shape.safetensors")), run.path().toString());
    }
  }

  @Test
  void threeFindingsAreMended() throws Exception {
    DemoFolder demo =
        new DemoFolder(folder)
            .with("network_alpha = 8", "network_alpha = 64  # by a friend")
            .with("learning_rate = 1e-4", "learning_rate = 1e-2")
            .with("image_dir = \"dataset/10_sks shape\"", "image_dir = \"datset/10_sks shape\"");
    String before = Files.readString(demo.recipe());
    try (Person person = open(demo, 100, 30, "0")) {
      person.see("demo.toml").press(KeyType.Enter).see("3 findings").type("R");
      person.see("mend what is marked ✗ first").press(KeyType.Tab);
      person.see("✗ datset/10_sks shape: there is no such folder").press(KeyType.Enter);
      person.see("Folder of the images").press(KeyType.Enter).see("Enter take").ctrl('u');
      person.type("da").press(KeyType.Tab).see("dataset/").press(KeyType.Tab);
      person.see("dataset/10_sks shape/").press(KeyType.Enter).seeNoMore("no such folder");
      person.see("120 steps", "demo.toml*").press(KeyType.Tab).type("F").seeNoMore("4 times");
      person.see("20 times above").press(KeyType.Enter).see("upstream's default: 2e-6");
      person.press(KeyType.Enter).see("Enter take").ctrl('u').type("1e-4").press(KeyType.Enter);
      person.seeNoMore("20 times above").ctrl('s').seeNoMore("demo.toml*").type("q");
      person.see("recipes in").type("q");
      person.awaitEnd();
    }
    assertEquals(
        before
            .replace("network_alpha = 64 ", "network_alpha = 16 ")
            .replace("learning_rate = 1e-2", "learning_rate = 1e-4")
            .replace("\"datset/10_sks shape\"", "\"dataset/10_sks shape/\""),
        Files.readString(demo.recipe()));
  }

  /** Slow enough, and saving often enough, for a machine that has much else to do. */
  private DemoFolder longDemo() throws IOException {
    return new DemoFolder(folder)
        .with("max_train_epochs = 4", "max_train_epochs = 60")
        .with("save_every_n_epochs = 1", "save_every_n_epochs = 4")
        .with("sample_every_n_epochs = 1", "sample_every_n_epochs = 20")
        .with("num_repeats = 5", "num_repeats = 1")
        .with("network_dim = 16", "network_dim = 4")
        .with("network_alpha = 8", "network_alpha = 4");
  }

  @Test
  void aTrainingIsLeftWatchedAgainStoppedAfterACheckpointAndResumed() throws Exception {
    DemoFolder demo = longDemo();
    try (Person person = open(demo, 100, 30, "0.2")) {
      person.see("demo.toml").press(KeyType.Enter).see("360 steps");
      person.type("/save_state").see("save_state").press(KeyType.Enter).see("Enter edit");
      person.type(" ").see("demo.toml*").ctrl('s').seeNoMore("demo.toml*").type("R");
      person.see("/ 360", "D detach").type("D").see("R rehearse").type("q").see("leave").type("q");
      person.awaitEnd();
    }
    try (Person person = open(demo, 100, 30, "0")) {
      person
          .see("demo.toml")
          .type("r")
          .see("lorabake ─ runs", "▶ training")
          .press(KeyType.Enter)
          .see("/ 360");
      person.type("A").see("stops after the next checkpoint").see("stopped: ", "✓ sks-shape-");
      person.see("r resumes it").type("S").see("the run has ended").type("r");
      person.see("Go on from step").type("y").see("finished: ", "✓ sks-shape.safetensors");
      person
          .type("q")
          .see("stopped: ")
          .type("q")
          .see("▲ stopped", "✓ finished")
          .type("q")
          .see("leave")
          .type("q");
      person.awaitEnd();
    }
    RunDirectory stopped = demo.runs().getLast();
    RunDirectory resumed = demo.runs().getFirst();
    assertEquals(2, demo.runs().size());
    assertEquals(stopped.path(), ResumedFrom.read(resumed).map(ResumedFrom::run).orElseThrow());
    long last = DemoFolder.steps(stopped).getLast();
    assertTrue(last < 360, "it stopped before the end: " + last);
    assertTrue(Files.exists(resumed.file("output/sks-shape.safetensors")));
  }

  @Test
  void aBrokenDatasetIsMended() throws Exception {
    DemoFolder demo = new DemoFolder(folder);
    List<Path> images;
    try (var files = Files.list(demo.images())) {
      images = files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
    Path torn = images.get(3);
    byte[] whole = Files.readAllBytes(torn);
    Files.writeString(torn, "this is no picture");
    Path caption = Path.of(images.get(5).toString().replace(".png", ".txt"));
    Files.delete(caption);
    try (Person person = open(demo, 100, 30, "0")) {
      person
          .see("demo.toml")
          .press(KeyType.Enter)
          .see("dataset/10_sks shape: 1 of 12 images cannot be read");
      person
          .see("Dataset    ✗1")
          .type("d")
          .see("no caption")
          .press(KeyType.Tab)
          .see("[3 buckets]")
          .press(KeyType.Tab);
      person.see(String.valueOf(torn.getFileName()), String.valueOf(images.get(5).getFileName()));
      Files.write(torn, whole);
      Files.writeString(caption, "sks shape, a circle");
      person.type("r").see("[0 problems]").press(KeyType.Tab).see("[12 images]");
      person.type("/circle").see("/circle").press(KeyType.Enter).see("circle").type("q");
      person.see("[12 images]").type("q").see("1 finding", "60 images");
      person.type("q").see("leave").type("q");
      person.awaitEnd();
    }
  }

  @Test
  void theWholeWayOnATinyTerminal() throws Exception {
    DemoFolder demo = new DemoFolder(folder);
    try (Person person = open(demo, 40, 10, "0")) {
      person.see("demo.toml").press(KeyType.Enter).see("sd15");
      set(person, "network_alpha", "64");
      person.see("✗", "demo.toml*").type("F").seeNoMore("✗").ctrl('s');
      person.seeNoMore("demo.toml*").type("?").see("Esc closes it").type("x");
      person
          .seeNoMore("Esc closes it")
          .type("R")
          .see("120 / 120", "finished")
          .type("L")
          .see("steps: 100%");
      person
          .resize(100, 30)
          .see("/ search", "steps: 100%")
          .type("q")
          .see("✓ sks-shape.safetensors");
      person.resize(30, 6).seeNoMore("✓ sks-shape").resize(200, 50).see("✓ sks-shape.safetensors");
      person.resize(40, 10).seeNoMore("✓ sks-shape").type("q").see("network_dim").type("q");
      person
          .see("recipes in")
          .type("r")
          .see("lorabake ─ runs", "✓ finished")
          .type("q")
          .see("recipes in")
          .type("q");
      person.awaitEnd();
    }
    assertTrue(Files.readString(demo.recipe()).contains("network_alpha = 16"));
    assertEquals(
        LongStream.rangeClosed(1, 120).boxed().toList(), DemoFolder.steps(demo.runs().getFirst()));
  }
}
