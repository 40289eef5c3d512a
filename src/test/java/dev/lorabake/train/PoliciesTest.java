package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.run.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
  @TempDir Path config;

  private Map<String, String> environment(String... lines) throws IOException {
    Path folder = Files.createDirectories(config.resolve("lorabake"));
    Files.writeString(folder.resolve("policies.toml"), String.join("\n", lines));
    return Map.of("XDG_CONFIG_HOME", config.toString());
  }

  private Policy read(String... lines) throws IOException {
    return Policies.of(Policies.Flags.NONE, environment(lines), false);
  }

  @Test
  void nothingHappensByItselfUnlessAsked() throws IOException {
    assertEquals(Policy.OFF, read());
    assertTrue(Policies.of(Policies.Flags.NONE, Map.of(), true).isOff());
  }

  @Test
  void theUsersOwnFileAsks() throws IOException {
    assertEquals(
        new Policy(1, 2, Duration.ofMillis(1500), Duration.ofSeconds(90), "notify"),
        read(
            "retry_oom = 1",
            "retry_crash = 2",
            "retry_wait = 1.5",
            "grace = 90",
            "on_end = \"notify\""));
  }

  @Test
  void flagsStandAboveTheFileAndSwitchOffWhatItAsksFor() throws IOException {
    Map<String, String> file =
        environment("retry_oom = 1", "retry_crash = 2", "grace = 90", "on_end = \"notify\"");
    assertEquals(
        new Policy(0, 5, Duration.ofSeconds(30), null, null),
        Policies.of(new Policies.Flags(0, 5, null, 0.0, ""), file, false));
  }

  @Test
  void aRehearsalHeedsFlagsAlone() throws IOException {
    Map<String, String> file = environment("on_end = \"shutdown now\"", "retry_crash = 2");
    assertTrue(Policies.of(Policies.Flags.NONE, file, true).isOff());
    Policies.Flags flags = new Policies.Flags(null, null, null, null, "notify");
    assertEquals("notify", Policies.of(flags, file, true).onEnd());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          retry_ooms = 1       | there is no policy retry_ooms | did you mean retry_oom?
          command = "x"        | there is no policy command    | there are retry_oom, retry_crash
          retry_oom = "2"      | retry_oom is "2"              | write a whole number
          retry_crash = -1     | retry_crash is -1             | 0 for never
          retry_crash = -3     | policies.toml:1: retry_crash is -3 | 0 for never
          retry_crash = 101    | retry_crash is 101            | up to 100
          retry_wait = "long"  | retry_wait is "long"          | write seconds
          retry_wait = -1      | retry_wait is -1              | give seconds
          grace = 1e9          | grace is 1.0E9                | up to a day
          on_end = 1           | on_end is 1                   | write a command in quotes
          """)
  void whatMakesNoSenseIsRefused(String line, String message, String help) {
    UserError error = assertThrows(UserError.class, () -> read(line));
    assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
    assertTrue(error.help().contains(help), error.help());
  }

  @Test
  void aFlagThatMakesNoSenseIsCalledAFlag() {
    Policies.Flags flags = new Policies.Flags(null, -1, null, null, null);
    UserError error = assertThrows(UserError.class, () -> Policies.of(flags, Map.of(), false));
    assertEquals("--retry-crash is -1", error.getMessage());
  }
}
