package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.PythonPackage;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} judges the environment that is named, by a script that answers for Python. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in Python is a shell script")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class EnvironmentCheckTest {
  @TempDir Path folder = Path.of("");
  private Path recipe = Path.of("");

  @BeforeEach
  void aRecipeForAdam() throws IOException {
    recipe =
        Files.writeString(
            folder.resolve("r.toml"),
            """
            recipe = 1
            name = "cat"
            family = "sd15"
            network = "lora"
            [train]
            optimizer_type = "AdamW8bit"
            output_dir = "out"
            """);
  }

  @Test
  void aNamedEnvironmentWithoutBitsandbytesBlocks() throws IOException {
    Session.Result result = check("--python", python("fake", "").toString());
    JsonObject finding = finding(result, "missing-package");
    assertEquals("error", finding.text("severity"));
    assertTrue(finding.text("message").contains("bitsandbytes"), finding.text("message"));
    assertEquals(folder.resolve("fake") + " -m pip install bitsandbytes", finding.text("help"));
    assertTrue(result.err().contains("looking at the Python environment"), result.err());
  }

  @Test
  void aSecondCheckStartsNoPython() throws IOException {
    Path python = python("fake", "");
    check("--python", python.toString());
    Session.Result again = check("--python", python.toString());
    assertFalse(again.err().contains("looking at"), again.err());
    finding(again, "missing-package");
    assertEquals(1, Files.readAllLines(folder.resolve("fake.started")).size());
  }

  @Test
  void noProbeStartsNoPython() throws IOException {
    check("--python", python("fake", "").toString(), "--no-probe");
    assertFalse(Files.exists(folder.resolve("fake.started")));
  }

  @Test
  void aPlannedCardIsNotJudgedByThisMachinesEnvironment() throws IOException {
    Session.Result result =
        check("--python", python("fake", "").toString(), "--gpu", "RTX 3060 12GB");
    assertFalse(rules(result).contains("missing-package"), result.out());
    assertFalse(Files.exists(folder.resolve("fake.started")));
  }

  @Test
  void aPythonOfThePathIsNoEnvironment() throws IOException {
    python("python3", "");
    Session.Result result =
        session().with("PATH", folder.toString()).run("check", recipe.toString(), "--json");
    assertFalse(rules(result).contains("missing-package"), result.out());
    assertFalse(Files.exists(folder.resolve("python3.started")));
  }

  @Test
  void theVariableNamesAnEnvironmentToo() throws IOException {
    Session.Result result =
        session()
            .with("LORABAKE_PYTHON", python("fake", "").toString())
            .run("check", recipe.toString(), "--json");
    finding(result, "missing-package");
  }

  @Test
  void aFailingPythonIsNotedAndTheRestIsChecked() throws IOException {
    Session.Result result = check("--python", python("fake", "exit 3").toString());
    assertTrue(result.err().contains("does not answer"), result.err());
    assertFalse(rules(result).contains("missing-package"), result.out());
  }

  @Test
  void aPythonThatIsNotThereIsAUsageError() {
    Session.Result result = check("--python", "nowhere/python");
    assertEquals(ExitCode.USAGE, result.code());
    assertTrue(result.err().contains("no Python at nowhere/python"), result.err());
  }

  private Session session() {
    return new Session(folder).onThisMachine();
  }

  private Session.Result check(String... flags) {
    List<String> words = new ArrayList<>(List.of("check", recipe.toString(), "--json"));
    words.addAll(List.of(flags));
    return session().run(words.toArray(String[]::new));
  }

  /** A script that notes its start and answers as probe.py would: all is there but bitsandbytes. */
  private Path python(String name, String first) throws IOException {
    Path script =
        Files.writeString(
            folder.resolve(name),
            """
            #!/bin/sh
            echo started >>"$0.started"
            %s
            cat <<END
            {"python": {"version": "3.11.7", "executable": "$0", "folders": []},
             "platform": "Linux x86_64", "packages": %s, "broken": {}, "unfinished": null,
             "torch": {"cuda": "12.8", "arch_list": ["sm_86"], "cuda_available": true},
             "devices": [], "checkout": null}
            END
            """
                .formatted(first, packages()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  private static String packages() {
    StringBuilder text = new StringBuilder("{\"xformers\": \"1\"");
    Catalog.bundled().packages().stream()
        .filter(PythonPackage::always)
        .forEach(one ->
            text.append(", \"")
                .append(one.name())
                .append("\": \"")
                .append(one.version() == null ? "9" : one.version())
                .append('"'));
    return text.append('}').toString();
  }

  private static List<String> rules(Session.Result result) {
    return Json.object(result.out(), "check").objects("findings").stream()
        .map(finding -> finding.text("rule"))
        .toList();
  }

  private static JsonObject finding(Session.Result result, String rule) {
    assertEquals(ExitCode.BLOCKED, result.code(), result.err());
    return Json.object(result.out(), "check").objects("findings").stream()
        .filter(finding -> finding.text("rule").equals(rule))
        .findFirst()
        .orElseThrow(() -> new AssertionError(rule + " is silent: " + result.out()));
  }
}
