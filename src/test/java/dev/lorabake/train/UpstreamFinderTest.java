package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpstreamFinderTest {
  @TempDir Path folder = Path.of("");
  private Path checkout = Path.of("");

  @BeforeEach
  void makeACheckout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("sd-scripts"));
    Files.createFile(checkout.resolve("train_network.py"));
  }

  private UpstreamFinder finder(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    return new UpstreamFinder(all, new Home(folder));
  }

  private void configure(String text) throws IOException {
    Path file = folder.resolve("config/lorabake/upstream.toml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void takesTheFlagsBeforeTheVariablesBeforeTheFile() throws IOException {
    configure("sd_scripts = '" + checkout + "'\npython = 'from-file'\n");
    assertEquals("from-file", finder(Map.of()).find(null, null).python());
    Map<String, String> variables =
        Map.of("LORABAKE_SD_SCRIPTS", checkout.toString(), "LORABAKE_PYTHON", "from-variable");
    assertEquals("from-variable", finder(variables).find(null, null).python());
    assertEquals("flag", finder(variables).find(checkout, "flag").python());
  }

  @Test
  void findsTheEnvironmentWithinTheCheckout() throws IOException {
    Path python = checkout.resolve("venv/bin/python");
    Files.createDirectories(python.getParent());
    Files.createFile(python);
    assertTrue(python.toFile().setExecutable(true));
    assertEquals(python.toString(), finder(Map.of()).find(checkout, null).python());
  }

  @Test
  void refusesAFolderWithoutTheScripts() {
    UserError error = assertThrows(UserError.class, () -> finder(Map.of()).find(folder, "python"));
    assertTrue(String.valueOf(error.getMessage()).contains("no train_network.py"));
  }

  @Test
  void saysHowToGetOneWhereNoneIsNamed() {
    assertEquals(Optional.empty(), finder(Map.of()).lookUp(null, null));
    UserError error = assertThrows(UserError.class, () -> finder(Map.of()).find(null, null));
    assertTrue(error.help().contains("install.sh --with-upstream"), error.help());
  }

  @Test
  void saysThatThereIsNoPython() {
    UserError error =
        assertThrows(UserError.class, () -> finder(Map.of("PATH", "")).rehearsal(null));
    assertTrue(String.valueOf(error.getMessage()).contains("no Python is found"));
  }
}
