package dev.lorabake.foreign.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Words are split as this system's shell splits them, on random scripts of quotes and variables.
 */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it asks a POSIX shell")
class ShellAgreementTest {
  private static final int SCRIPTS = 600;
  private static final String PLAIN = "abz09-_=./:,+@%";

  @TempDir Path folder = Path.of("");

  @Test
  void splitsWordsAsTheShellDoes() throws IOException, InterruptedException {
    List<String> scripts = new ArrayList<>();
    StringBuilder all =
        new StringBuilder("show() { for a; do printf '[%%s]' \"$a\"; done; }\n".formatted());
    for (int seed = 1; seed <= SCRIPTS; seed++) {
      String script = script(new java.util.Random(seed));
      scripts.add(script);
      all.append("(\n").append(script).append(")\nprintf '\\n'\n");
    }
    Path file = Files.writeString(folder.resolve("all.sh"), all);
    Process shell = new ProcessBuilder("sh", file.toString()).redirectErrorStream(true).start();
    List<String> said =
        new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertTrue(shell.waitFor(10, TimeUnit.SECONDS));
    assertEquals(SCRIPTS, said.size(), () -> String.join("\n", said));
    for (int i = 0; i < SCRIPTS; i++) {
      String script = scripts.get(i);
      List<Script.Command> commands = ScriptReader.read(file, script).commands();
      StringBuilder ours = new StringBuilder();
      commands.getLast().words().stream()
          .skip(1)
          .forEach(word -> ours.append('[').append(word.text()).append(']'));
      assertEquals(said.get(i), ours.toString(), "seed " + (i + 1) + ":\n" + script);
    }
  }

  private static String script(RandomGenerator random) {
    StringBuilder script = new StringBuilder("#!/bin/sh\n");
    for (String name : List.of("A", "B", "C")) {
      if (random.nextInt(4) > 0) {
        script.append(name).append('=').append(word(random)).append('\n');
      }
    }
    script.append("show");
    int words = random.nextInt(6);
    for (int i = 0; i < words; i++) {
      script.append(random.nextInt(3) == 0 ? " \\\n " : " ").append(word(random));
    }
    return script.append(random.nextInt(3) == 0 ? " # it's a \"comment\n" : "\n").toString();
  }

  private static String word(RandomGenerator random) {
    StringBuilder word = new StringBuilder();
    int parts = random.nextInt(1, 4);
    for (int i = 0; i < parts; i++) {
      switch (random.nextInt(8)) {
        case 0 -> word.append('\'').append(text(random, PLAIN + " \"$\\`#")).append('\'');
        case 1 -> word.append('"').append(text(random, PLAIN + " '#")).append('"');
        case 2 -> word.append("\"a").append(reference(random)).append(" \\\"\\$\\\\b\"");
        case 3 -> word.append(reference(random));
        case 4 -> word.append('\\').append(text(random, "$\"'\\#a").charAt(0));
        case 5 -> word.append("\"\\a\\").append("\n").append("x\"");
        default -> word.append(text(random, PLAIN));
      }
    }
    return word.toString();
  }

  private static String reference(RandomGenerator random) {
    String name = List.of("A", "B", "C").get(random.nextInt(3));
    return switch (random.nextInt(3)) {
      case 0 -> "${" + name + ":-a b}";
      case 1 -> "${" + name + ":-x}";
      default -> "${" + name + ":-}";
    };
  }

  private static String text(RandomGenerator random, String letters) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(1, 5);
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
