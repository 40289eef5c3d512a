package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.googlecode.lanterna.input.KeyType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real terminal brings with it beside its keys: signals, colours, character sets, and its
 * end; reported as skipped where there is no tmux.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the terminals of a Unix")
class RealTerminalTest {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*?(3[0-7]|9[0-7]|38;)");

  @TempDir Path folder = Path.of("");
  private @Nullable DemoFolder made;

  @BeforeAll
  static void lookForTmux() throws InterruptedException {
    assumeTrue(RealTerminal.isPossible(), "there is no tmux on PATH");
  }

  @BeforeEach
  void makeTheSampleProject() throws IOException {
    made = new DemoFolder(folder);
    made.program();
  }

  private DemoFolder demo() {
    return Objects.requireNonNull(made);
  }

  private RealTerminal open(String name, int width, int height, String secondsPerStep)
      throws InterruptedException {
    return new RealTerminal(
        demo().project(), folder.resolve(name), width, height, demo().variables(secondsPerStep));
  }

  private RealTerminal open(int width, int height) throws InterruptedException {
    return open("tmux", width, height, "0");
  }

  @Test
  void aStopIsAskedAboutAndThenDone() throws Exception {
    try (RealTerminal person = open("tmux", 80, 24, "0.5")) {
      person.begin("../lorabake").see("demo.toml").press(KeyType.Enter).see("120 steps").type("R");
      person.see("/ 120").type("S").see("Stop the training now?").type("n");
      person.seeNoMore("Stop the training now?").type("S").see("Stop the training now?");
      person.type("y").see("stopped: ").type("q").see("R rehearse").type("q").see("leave");
      person.type("q").awaitEnd();
    }
  }

  @Test
  void aTerminalThatIsClosedCostsNoStep() throws Exception {
    try (RealTerminal person = open("tmux", 100, 30, "0.05")) {
      person.begin("../lorabake").see("demo.toml").press(KeyType.Enter).see("120 steps").type("R");
      person.see("epoch 1/4");
    }
    try (RealTerminal person = open("tmux-2", 100, 30, "0")) {
      person.begin("../lorabake").see("demo.toml").type("r").see("lorabake ─ runs", "sks-shape");
      person.press(KeyType.Enter).see("120 / 120", "finished: ").type("q").see("✓ finished");
      person.type("q").see("leave").type("q").awaitEnd();
    }
    assertEquals(
        LongStream.rangeClosed(1, 120).boxed().toList(),
        DemoFolder.steps(demo().runs().getFirst()));
  }

  @Test
  void ctrlZGivesTheShellASaneTerminalAndFgComesBack() throws Exception {
    try (RealTerminal person = open(80, 24)) {
      person.begin("../lorabake").see("demo.toml").press(KeyType.Enter).see("120 steps");
      for (int i = 0; i < 2; i++) {
        person.ctrl('z').see("Stopped").seeNoMore("120 steps");
        person.assertSane().shell("clear").begin("fg").see("120 steps");
        person.press(KeyType.ArrowDown, KeyType.ArrowDown).see("vae");
        person.type("?").see("Esc closes it").type("x").seeNoMore("Esc closes it");
      }
      person.ctrl('c').see("leave").ctrl('c').awaitEnd();
    }
  }

  @Test
  void coloursAreLeftOutWhereNobodyWantsThem() throws Exception {
    try (RealTerminal person = open(80, 24)) {
      person.begin("../lorabake").see("demo.toml", "leave");
      assertTrue(COLOUR.matcher(person.coloured()).find(), person.coloured());
      person.type("q").shell("clear").begin("NO_COLOR=1 ../lorabake").see("demo.toml", "leave");
      assertFalse(COLOUR.matcher(person.coloured()).find(), person.coloured());
      person.press(KeyType.Enter).see("120 steps");
      assertFalse(COLOUR.matcher(person.coloured()).find(), person.coloured());
      person.type("q").see("leave").type("q").awaitEnd();
    }
  }

  @Test
  void aDumbTerminalGetsTheUsageInPlaceOfAScreen() throws Exception {
    try (RealTerminal person = open(80, 50)) {
      person.shell("TERM=dumb ../lorabake").see("--help");
      assertFalse(person.screen().contains("┌"), person.screen());
      person.awaitEnd();
    }
  }

  @Test
  void withoutUnicodeThePlainSignsAreDrawn() throws Exception {
    try (RealTerminal person = open(80, 24)) {
      for (String locale : List.of("LC_ALL=C", "LORABAKE_PLAIN=true")) {
        person.begin(locale + " ../lorabake").see("+ lorabake - home -", "demo.toml");
        person.press(KeyType.Enter).see("120 steps", "VRAM ####");
        String screen = person.screen();
        assertTrue(screen.chars().allMatch(c -> c < 0x7F), screen);
        person.type("q").see("leave").type("q").awaitEnd();
        person.shell("clear");
      }
    }
  }
}
