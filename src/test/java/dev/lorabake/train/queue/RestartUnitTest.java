package dev.lorabake.train.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lorabake.UserError;
import dev.lorabake.process.CommandResult;
import dev.lorabake.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has neither systemd nor cron")
class RestartUnitTest {
  private static final List<String> NASTY =
      List.of("a b", "it's", "$HOME", "`id`", "100%h", "c:\\d\\", "say \"x\"", ";|&", "é", "-x");

  @TempDir Path folder = Path.of("");

  /** A program that writes its words down, one a line, with one of its variables and its folder. */
  private RestartUnit unit() throws IOException {
    Path program =
        Files.writeString(
            folder.resolve("pro gram"),
            "#!/bin/sh\nprintf '%s\\n' \"$@\" \"$A_PLACE\" \"$PWD\" > '"
                + folder.resolve("said")
                + "'\n");
    assertTrue(program.toFile().setExecutable(true));
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(NASTY);
    Path place = Files.createDirectory(folder.resolve("it's 100% $HERE"));
    return new RestartUnit(command, Map.of("A_PLACE", "x %y 'z' $Q"), place);
  }

  private List<String> expected() throws IOException {
    List<String> said = new ArrayList<>(NASTY);
    said.add("x %y 'z' $Q");
    said.add(folder.toRealPath().resolve("it's 100% $HERE").toString());
    return said;
  }

  @Test
  void theLineForCronIsOneLineThatTheShellReadsBack() throws Exception {
    String line = unit().cronLine();
    assertTrue(line.startsWith("@reboot cd ") && line.lines().count() == 1, line);
    assertEquals(-1, line.replace("\\%", "").indexOf('%'), "a bare one ends the command");
    String command = line.substring("@reboot ".length()).replace("\\%", "%"); // as cron does
    CommandResult run =
        Commands.run(List.of("/bin/sh", "-c", command), Duration.ofSeconds(30), Map.of());
    assertTrue(run.ok(), run.stderr());
    assertEquals(expected(), Files.readAllLines(folder.resolve("said")));
  }

  @Test
  void theUnitReadsBackByTheRulesOfSystemd() throws Exception {
    String unit = unit().unit();
    assertTrue(unit.contains("\nKillMode=process\n"), "trainings are left alone");
    String start = value(unit, "ExecStart");
    assertTrue(start.startsWith("/usr/bin/env "), start);
    List<String> words = words(start.substring("/usr/bin/env ".length()));
    assertEquals(NASTY, words.stream().skip(1).map(word -> word.replace("$$", "$")).toList());
    assertEquals(List.of("A_PLACE=x %y 'z' $Q"), words(value(unit, "Environment")));
    assertTrue(value(unit, "WorkingDirectory").endsWith("it's 100%% $HERE"), unit);
  }

  private static String value(String unit, String key) {
    return unit.lines()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  /** Quoted words with their escapes and specifiers undone (systemd.syntax(7), systemd.unit(5)). */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean within = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        within = !within;
        if (!within) {
          words.add(word.toString());
          word.setLength(0);
        }
      } else if (within) {
        boolean pair = c == '\\' || c == '%';
        i += pair ? 1 : 0;
        word.append(line.charAt(i));
      }
    }
    return words;
  }

  @Test
  void systemdItselfFindsNoFaultWithIt() throws Exception {
    Path file = folder.resolve(RestartUnit.NAME);
    Files.writeString(file, unit().unit());
    List<String> verify = List.of("systemd-analyze", "--user", "verify", file.toString());
    CommandResult found;
    try {
      found = Commands.run(verify, Duration.ofSeconds(60), Map.of("XDG_RUNTIME_DIR", "/tmp"));
    } catch (IOException e) {
      assumeTrue(false, "no systemd here");
      return;
    }
    String said = found.stdout() + found.stderr();
    assertTrue(said.lines().noneMatch(line -> line.contains(RestartUnit.NAME)), said);
  }

  @Test
  void aLineBreakIsRefused() {
    Path place = Path.of("/");
    for (String text : List.of("a\nb", "a\rb", "a\u0000b")) {
      assertThrows(
          UserError.class, () -> new RestartUnit(List.of("x", text), Map.of(), place), text);
      assertThrows(
          UserError.class, () -> new RestartUnit(List.of("x"), Map.of("A", text), place), text);
    }
  }
}
