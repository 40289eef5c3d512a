package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.googlecode.lanterna.input.KeyType;
import dev.lorabake.event.CheckpointStage;
import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.run.JournalReader;
import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A training by the real sd-scripts, seen through the text UI in a real terminal. */
@Tag("upstream")
@EnabledIfEnvironmentVariable(
    named = "LORABAKE_SD_SCRIPTS",
    matches = ".+",
    disabledReason = "LORABAKE_SD_SCRIPTS names no checkout of sd-scripts")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the terminals of a Unix")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TextUiLiveTest {
  /** Six images twice, two at a time, ten times over: more than is looked at before the stop. */
  private static final String TRAINING =
      """
      max_train_epochs = 10
      unet_lr = 1e-4
      text_encoder_lr = 5e-5
      lr_scheduler = "cosine"
      save_every_n_epochs = 1
      save_state = true
      sample_every_n_epochs = 1
      sample_sampler = "euler_a"
      logging_dir = "logs"
      """;

  private static final String SAMPLE =
      """

      [[sample]]
      prompt = "%s"
      width = 64
      height = 64
      sample_steps = 2
      seed = 1
      """;

  @TempDir Path folder = Path.of("");
  private @Nullable TinyModel model;

  @BeforeEach
  void makeARecipeWithAMistake() throws IOException, InterruptedException {
    assumeTrue(RealTerminal.isPossible(), "there is no tmux on PATH");
    model = TinyModel.in(folder);
    Path kept = folder.resolve("kept/selftest.toml");
    Path project = Files.createDirectory(folder.resolve("project"));
    Files.writeString(
        project.resolve("cat.toml"),
        changed(Files.readString(kept)) + SAMPLE.formatted("a cat") + SAMPLE.formatted("a dog"));
    DemoFolder.program(folder);
  }

  /** Another name, other files, a training that saves and draws, and too high an alpha. */
  private String changed(String selftest) {
    String recipe =
        selftest
            .replace("\"selftest\"", "\"cat\"")
            .replace(folder.resolve("kept/output").toString(), "out")
            .replace("network_alpha = 4", "network_alpha = 8")
            .replace("max_train_steps = 10\n", TRAINING);
    assertTrue(recipe.contains("output_dir = \"out\""), recipe);
    assertTrue(recipe.contains(TRAINING), recipe);
    return recipe;
  }

  private RealTerminal open(String name) throws IOException, InterruptedException {
    RealTerminal terminal =
        new RealTerminal(
            folder, folder.resolve(name), 120, 40, Objects.requireNonNull(model).variables());
    terminal.shell("cd project").begin("../lorabake").see("cat.toml");
    return terminal;
  }

  @Test
  void fromAMistakeOverAStopAndAClosedTerminalToAVerifiedCheckpoint() throws Exception {
    Map<String, String> atTheStop;
    try (RealTerminal terminal = open("tmux")) {
      mendAndTrain(terminal);
      watch(terminal);
      terminal.type("A").see("stops after the next checkpoint").see("stopped: ");
      keep("stopped", terminal);
      atTheStop = output();
      terminal.type("q").see("cat.toml").type("q").see("n new recipe").type("r");
      terminal.see("▲ stopped").type("r").see("Go on from step").type("y");
      terminal.see("loading Python and torch").see("went on from step");
    }
    RunDirectory second = runs().getFirst();
    ResumedFrom from = ResumedFrom.read(second).orElseThrow();
    try (RealTerminal another = open("tmux-2")) {
      another.type("r").see("▶ ").press(KeyType.Enter);
      another.see(" / 60").see("went on from step " + from.step());
      keep("resumed", another);
      another.see("60 / 60").see("✓ cat.safetensors");
      another.see("finished: 60 steps (the last " + (60 - from.step()) + " in ");
      keep("finished", another);
      another.type("r").see("it has finished").type("q").see("✓ finished").type("q").see("leave");
      another.type("q").shell("true");
    }
    assertEquals(60, from.total());
    assertEquals(from.total() - from.step(), steps(second).size());
    Map<String, String> after = output();
    atTheStop.forEach((file, stamp) -> assertEquals(stamp, after.get(file), file));
    assertTrue(verified(second).contains("cat.safetensors"), verified(second).toString());
  }

  private static void mendAndTrain(RealTerminal terminal) throws Exception {
    terminal.press(KeyType.Enter).see("60 steps").see("✗ network_alpha 8 is above network_dim 4");
    terminal.type("T").see("mend what is marked");
    terminal.type("/network_alpha").press(KeyType.Enter).see("Strength as alpha");
    terminal.type("F").seeNoMore("is above").ctrl('s').seeNoMore("cat.toml*").type("T");
  }

  private static void watch(RealTerminal terminal) throws Exception {
    terminal.see("loading Python and torch").see("loading the model").see("epoch 1/10");
    terminal.see(" / 60").see("lr ").see("left · ").see("✓ cat-000001.safetensors");
    terminal.see("no GPU").see("epoch 1 ").see("▀");
    keep("training", terminal);
    String screen = terminal.screen();
    assertFalse(screen.contains("lorabake: "), "something was printed over it:\n" + screen);
    terminal
        .type("P")
        .see("prompt 1 of 2")
        .see("▀")
        .press(KeyType.Tab)
        .see("prompt 2 of 2")
        .see("▀");
    keep("pictures", terminal);
    terminal.type("q").see("pictures ──").type("L").see("avr_loss=").type("/saving checkpoint");
    terminal.press(KeyType.Enter).seeNoMore("avr_loss=").see("/cat-000001.safetensors");
    terminal.press(KeyType.Escape).see("checkpoints");
  }

  private List<RunDirectory> runs() throws IOException {
    return RunDirectory.list(folder.resolve("project/runs"));
  }

  private static List<Long> steps(RunDirectory run) throws IOException {
    return new JournalReader(run)
        .next().stream()
            .map(JournalEntry::event)
            .filter(RunEvent.Step.class::isInstance)
            .map(event -> ((RunEvent.Step) event).step())
            .toList();
  }

  private static Set<String> verified(RunDirectory run) throws IOException {
    Set<String> files = new TreeSet<>();
    for (JournalEntry entry : new JournalReader(run).next()) {
      if (entry.event() instanceof RunEvent.Checkpoint file
          && file.stage() == CheckpointStage.VERIFIED) {
        files.add(String.valueOf(Path.of(file.file()).getFileName()));
      }
    }
    return files;
  }

  /** What lies in the output folder, with the time of its last change. */
  private Map<String, String> output() throws IOException {
    Path out = folder.resolve("project/out");
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(file).toString();
        if (!name.endsWith(".lock")) {
          files.put(name, Files.getLastModifiedTime(file) + " " + Files.size(file));
        }
      }
    }
    return files;
  }

  /** What was seen, for whoever wants to know. */
  private static void keep(String name, RealTerminal terminal)
      throws IOException, InterruptedException {
    Path file = Home.find().pythonEnv().resolveSibling("target/screen-" + name + ".txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, terminal.screen());
  }
}
