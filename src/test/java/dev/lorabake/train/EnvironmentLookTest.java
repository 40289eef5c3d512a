package dev.lorabake.train;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.GpuTable;
import dev.lorabake.machine.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at the environment starts one process, and none where nothing changed. */
class EnvironmentLookTest {
  private static final Duration PATIENCE = EnvironmentLook.FOR_A_CHECK;

  @TempDir Path folder = Path.of("");
  private final List<List<String>> started = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Optional<String> answer = Optional.empty();
  private String python = "";

  @BeforeEach
  void anInterpreter() throws IOException {
    python = Files.writeString(folder.resolve("python"), "").toString();
    Files.createDirectory(folder.resolve("site-packages"));
    answer = Optional.of(answer("\"torch\": \"2.8.0\"", "{\"cuda\": \"12.8\"}", "null"));
  }

  @Test
  void startsNoProcessWhereNothingChanged() {
    assertNotNull(look(true, PATIENCE));
    assertEquals(1, started.size());
    assertEquals(1, told.size());
    told.clear();
    PythonEnvironment again = requireNonNull(look(true, PATIENCE));
    assertEquals("2.8.0", again.packages().get("torch"));
    assertEquals(1, started.size());
    assertEquals(List.of(), told);
  }

  @Test
  void looksAgainAfterAnInstallation() throws IOException {
    look(true, PATIENCE);
    Files.createDirectory(folder.resolve("site-packages/toml-0.10.2.dist-info"));
    look(true, PATIENCE);
    assertEquals(2, started.size());
  }

  @Test
  void startsNothingWithoutPatience() {
    assertNull(look(true, null));
    assertEquals(List.of(), started);
    assertEquals(List.of(), told);
  }

  @Test
  void goesOnWithoutAPythonThatDoesNotAnswerAndAsksItOnce() {
    answer = Optional.empty();
    assertNull(look(true, PATIENCE));
    assertTrue(told.getLast().contains("does not answer"), told.toString());
    assertNull(look(true, PATIENCE));
    assertEquals(1, started.size());
  }

  @Test
  void takesWhatIsKnownOfAPythonWhoseImportsHang() {
    answer = Optional.of(answer("\"torch\": \"2.8.0\"", "null", "\"too slow\""));
    PythonEnvironment seen = requireNonNull(look(true, PATIENCE));
    assertEquals("2.8.0", seen.packages().get("torch"));
    assertNull(seen.torch());
    assertTrue(told.getLast().contains("too slow"), told.toString());
  }

  @Test
  void passesOverAPythonOfTheSystemThatHasNoTorch() {
    answer = Optional.of(answer("", "null", "null"));
    assertNull(look(false, PATIENCE));
    assertNotNull(look(true, PATIENCE));
    assertEquals(1, started.size());
  }

  @Test
  void looksAgainWhereTorchSawNoneOfTheCardsThatAreThere() {
    look(true, PATIENCE);
    look(true, PATIENCE, GpuTable.find("RTX 3060").orElseThrow());
    assertEquals(2, started.size());
  }

  @Test
  void saysThatThereIsNoSuchPython() {
    python = folder.resolve("missing").toString();
    assertNull(look(true, PATIENCE));
    assertEquals(List.of(), started);
    assertTrue(told.getFirst().contains("is not there"), told.toString());
  }

  @Test
  void looksAnewForTheDoctorAndRemembersIt() {
    look(true, PATIENCE);
    assertTrue(looker().afresh(python, null).isPresent());
    assertEquals(2, started.size());
    look(true, PATIENCE);
    assertEquals(2, started.size());
  }

  private @Nullable PythonEnvironment look(
      boolean named, @Nullable Duration patience, Gpu... gpus) {
    return looker().at(new PythonPlace(python, named), List.of(gpus), patience, told::add);
  }

  private EnvironmentLook looker() {
    // files that a test makes are older than this clock
    Instant later = Instant.parse("2100-01-01T00:00:00Z");
    return new EnvironmentLook(
        (command, _) -> {
          started.add(command);
          return answer;
        },
        Home.find(),
        folder.resolve("cache"),
        Map.of(),
        folder,
        Clock.fixed(later, ZoneOffset.UTC));
  }

  private String answer(String packages, String torch, String unfinished) {
    return """
    {"python": {"version": "3.11.7", "executable": "/py", "folders": ["%s"]},
     "packages": {%s}, "broken": {}, "unfinished": %s, "torch": %s,
     "devices": [], "checkout": null}
    """
        .formatted(
            folder.resolve("site-packages").toString().replace("\\", "\\\\"),
            packages,
            unfinished,
            torch);
  }
}
