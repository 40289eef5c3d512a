package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.process.OtherJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The text UI in a real terminal, from the shell and back to it; reported as skipped where there is
 * no tmux.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the terminals of a Unix")
class TextUiJourneyTest {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*?(3[0-7]|9[0-7]|38;)");

  @TempDir Path folder = Path.of("");
  private final Map<String, String> variables = new LinkedHashMap<>();

  @BeforeEach
  void makeTheSampleProject() throws IOException, InterruptedException {
    assumeTrue(RealTerminal.isPossible(), "there is no tmux on PATH");
    Session.Result demo =
        new Session(folder)
            .with("REHEARSAL_SECONDS_PER_STEP", "0")
            .run("demo", "project", "--seconds-per-step", "0");
    assertEquals(ExitCode.FINE, demo.code(), demo.out() + demo.err());
    String java =
        OtherJvm.command(
                List.of(
                    "-Dlorabake.home=" + Path.of("").toAbsolutePath(),
                    "-XX:-UsePerfData",
                    "-Dlorabake.plain=${LORABAKE_PLAIN:-false}"),
                Main.class,
                List.of())
            .stream()
            .map(word -> "\"" + word + "\"")
            .collect(Collectors.joining(" "));
    Path program = folder.resolve("lorabake");
    Files.writeString(program, "#!/bin/sh\nexec " + java + " \"$@\"\n");
    assertTrue(program.toFile().setExecutable(true));
    variables.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    variables.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    pace("0.02");
  }

  private void pace(String secondsPerStep) {
    variables.put("REHEARSAL_SECONDS_PER_STEP", secondsPerStep);
  }

  private RealTerminal open(int width, int height) throws IOException, InterruptedException {
    RealTerminal terminal = new RealTerminal(folder, "tmux", width, height, variables);
    terminal.shell("cd project").shell("stty -a > ../stty-before");
    return terminal;
  }

  /** The shell has the terminal as it was. */
  private void assertSane(RealTerminal terminal) throws IOException, InterruptedException {
    terminal.shell("stty -a > ../stty-after");
    assertEquals(
        Files.readString(folder.resolve("stty-before")),
        Files.readString(folder.resolve("stty-after")));
  }

  private void rehearse(RealTerminal terminal) throws IOException, InterruptedException {
    terminal.begin("../lorabake").see("demo.toml").press("Enter").see("120 steps").type("R");
  }

  /** The journal of the newest run: the demo itself left one. */
  private List<Long> steps() throws IOException {
    List<Long> steps = new ArrayList<>();
    for (String line : Files.readAllLines(newestRun().resolve("events.jsonl"))) {
      JsonObject event = Json.object(line, "event");
      if (event.text("type").equals("step")) {
        steps.add(event.whole("step"));
      }
    }
    return steps;
  }

  private Path newestRun() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("project/runs"))) {
      return runs.max(Path::compareTo).orElseThrow();
    }
  }

  @Test
  void fromAMistakeInARecipeToAFinishedRehearsal() throws Exception {
    try (RealTerminal terminal = open(100, 30)) {
      terminal.begin("../lorabake").see("demo.toml").press("Enter").see("120 steps");
      terminal.type("/network_alpha").see("network_alpha").press("Enter").see("Strength as alpha");
      terminal.press("Enter", "C-u").type("64").press("Enter");
      terminal.see("network_alpha 64 is above network_dim 16").see("demo.toml*");
      terminal.type("F").seeNoMore("is above").press("C-s").seeNoMore("demo.toml*");
      terminal.type("R").see("finished").see("✓ sks-shape.safetensors");
      terminal.type("q").see("demo.toml").type("q").see("leave").type("q");
      assertSane(terminal);
    }
    String recipe = Files.readString(folder.resolve("project/demo.toml"));
    assertTrue(recipe.contains("network_alpha = 16"), recipe);
    assertEquals(LongStream.rangeClosed(1, 120).boxed().toList(), steps());
  }

  @Test
  void aTrainingIsLeftWatchedAgainAndStoppedAfterACheckpoint() throws Exception {
    pace("0.1");
    try (RealTerminal terminal = open(100, 30)) {
      rehearse(terminal);
      terminal.see("/ 120").type("D").see("rehearse").type("q").see("leave").type("q");
      assertSane(terminal);
      terminal.begin("../lorabake").see("demo.toml").type("r").see("▶ training").press("Enter");
      terminal.see("/ 120").type("A").see("stops after the next checkpoint");
      terminal.see("stopped").see("✓ sks-shape-").type("S").see("the run has ended");
      terminal.type("q").see("▲ stopped").type("q").see("leave").type("q");
      assertSane(terminal);
    }
    int last = steps().getLast().intValue();
    assertTrue(last < 120, "it stopped before the end: " + last);
  }

  @Test
  void aStopIsAskedAboutAndThenDone() throws Exception {
    pace("0.1");
    try (RealTerminal terminal = open(80, 24)) {
      rehearse(terminal);
      terminal.see("/ 120").type("S").see("Stop the training now?").type("n");
      terminal.seeNoMore("Stop the training now?").type("S").see("Stop the training now?");
      terminal.type("y").see("stopped").type("q").see("rehearse").type("q").see("leave").type("q");
      assertSane(terminal);
    }
  }

  @Test
  void aTerminalThatIsClosedCostsNoStep() throws Exception {
    pace("0.05");
    try (RealTerminal terminal = open(100, 30)) {
      rehearse(terminal);
      terminal.see("epoch 1/4");
    }
    try (RealTerminal another = new RealTerminal(folder, "tmux-2", 100, 30, variables)) {
      another.shell("cd project").begin("../lorabake").see("demo.toml").type("r");
      another.see("▶ training").press("Enter").see("/ 120").see("finished");
      another.type("q").see("✓ finished").type("qq");
      another.shell("true");
    }
    assertEquals(LongStream.rangeClosed(1, 120).boxed().toList(), steps());
  }

  @Test
  void ctrlZGivesTheShellASaneTerminalAndFgComesBack() throws Exception {
    try (RealTerminal terminal = open(80, 24)) {
      terminal.begin("../lorabake").see("demo.toml").press("Enter").see("120 steps");
      for (int i = 0; i < 2; i++) {
        terminal.press("C-z").see("Stopped").seeNoMore("120 steps");
        assertSane(terminal);
        terminal.shell("clear").begin("fg").see("120 steps").press("Down", "Down").see("vae");
        terminal.type("?").see("any key closes this page").type("x").seeNoMore("any key closes");
      }
      terminal.press("C-c").see("leave").press("C-c");
      assertSane(terminal);
    }
  }

  @Test
  void aTinyTerminalGrowsAndShrinks() throws Exception {
    try (RealTerminal terminal = open(40, 10)) {
      terminal.begin("../lorabake").see("demo.toml").see("┘").press("Enter").see("sd15");
      terminal.resize(100, 30).see("120 steps").see("VRAM").see("upstream's default");
      terminal.resize(30, 6).seeNoMore("VRAM").see("demo.toml");
      terminal.resize(200, 50).see("VRAM").see("120 steps");
      terminal.resize(40, 10).seeNoMore("VRAM").see("sd15").type("q").see("recipes in").type("q");
      assertSane(terminal);
    }
  }

  @Test
  void coloursAreLeftOutWhereNobodyWantsThem() throws Exception {
    try (RealTerminal terminal = open(80, 24)) {
      terminal.begin("../lorabake").see("demo.toml").see("leave");
      assertTrue(COLOUR.matcher(terminal.coloured()).find(), terminal.coloured());
      terminal
          .type("q")
          .shell("clear")
          .begin("NO_COLOR=1 ../lorabake")
          .see("demo.toml")
          .see("leave");
      assertFalse(COLOUR.matcher(terminal.coloured()).find(), terminal.coloured());
      terminal.press("Enter").see("120 steps");
      assertFalse(COLOUR.matcher(terminal.coloured()).find(), terminal.coloured());
      terminal.type("q").see("leave").type("q");
      assertSane(terminal);
    }
  }

  @Test
  void aDumbTerminalGetsTheUsageInPlaceOfAScreen() throws Exception {
    try (RealTerminal terminal = open(80, 50)) {
      terminal.shell("TERM=dumb ../lorabake").see("--help");
      assertFalse(terminal.screen().contains("┌"), terminal.screen());
      assertSane(terminal);
    }
  }

  @Test
  void withoutUnicodeThePlainSignsAreDrawn() throws Exception {
    try (RealTerminal terminal = open(80, 24)) {
      for (String locale : List.of("LC_ALL=C", "LORABAKE_PLAIN=true")) {
        terminal.begin(locale + " ../lorabake").see("+ lorabake - home -");
        terminal.see("demo.toml").press("Enter").see("120 steps").see("VRAM ####");
        String screen = terminal.screen();
        assertTrue(screen.chars().allMatch(c -> c < 0x7F), screen);
        terminal.type("q").see("leave").type("q");
        assertSane(terminal);
        terminal.shell("clear");
      }
    }
  }
}
