package dev.lorabake.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;

/** Names, prompts and values are never run: what was written arrives, and nothing else happens. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "runs the shell script")
class InjectionTest {
  private static final List<String> PIECES =
      List.of(
          "$(touch PWNED)",
          "`touch PWNED`",
          "; touch PWNED",
          "\n",
          "\ntouch PWNED\n",
          "'",
          "\"",
          "'''",
          "\"\"\"",
          "\\",
          "\\\\n",
          "-",
          "--",
          " ",
          "#",
          "${HOME}",
          "$HOME",
          "&& touch PWNED",
          "| touch PWNED",
          ">PWNED",
          "%s",
          "*",
          "~",
          "!",
          "\t",
          "]",
          "\n[train]\nseed = 666\n",
          "=",
          "猫",
          "$'\\x41'",
          "\r\n");

  @TempDir Path folder = Path.of("");

  static List<Long> seeds() {
    return LongStream.rangeClosed(1, Long.getLong("lorabake.kills", 12)).boxed().toList();
  }

  private static String hostile(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    IntStream.range(0, 1 + random.nextInt(5))
        .forEach(i -> text.append(PIECES.get(random.nextInt(PIECES.size()))));
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsWrittenArrivesAndNothingIsRun(long seed) throws Exception {
    Random random = new Random(seed);
    String comment = hostile(random);
    String argument = hostile(random);
    String word = hostile(random);
    String prompt = hostile(random);
    String caption = hostile(random);
    Files.writeString(
        folder.resolve("r.toml"),
        """
        recipe = 1
        name = %s
        family = "sd15"
        network = "lora"
        [train]
        output_name = "cat"
        output_dir = "out"
        training_comment = %s
        network_args = [%s]
        pretrained_model_name_or_path = "model.safetensors"
        [[datasets]]
        [[datasets.subsets]]
        image_dir = "images"
        class_tokens = %s
        [[sample]]
        prompt = %s
        [launch]
        extra_args = [%s]
        """
            .formatted(
                quoted(hostile(random)),
                quoted(comment),
                quoted(argument),
                quoted(caption),
                quoted(prompt),
                quoted(word)));
    Session.Result render =
        new Session(folder)
            .run("render", "r.toml", "--sd-scripts", checkout(random), "-o", "files");
    assertEquals(ExitCode.FINE, render.code(), () -> "seed " + seed + render.err());

    TomlParseResult config = Toml.parse(folder.resolve("files/config.toml"));
    assertFalse(config.hasErrors(), () -> "seed " + seed + config.errors());
    assertEquals(comment, config.getString("training_comment"), () -> "seed " + seed);
    TomlArray arguments = config.getArray("network_args");
    assertEquals(List.of(argument), arguments == null ? null : arguments.toList());
    assertEquals(null, config.get("seed"), () -> "seed " + seed);
    TomlParseResult dataset = Toml.parse(folder.resolve("files/dataset.toml"));
    assertTrue(dataset.toJson().contains("class_tokens"), () -> "seed " + seed);
    assertEquals(1, Files.readAllLines(folder.resolve("files/sample_prompts.txt")).size());
    assertArgumentsArrive(word, seed);
    assertTrue(noneIsNamedPwned(), () -> "seed " + seed);
  }

  private static String quoted(String text) {
    return Json.write(text); // a JSON text is a TOML text, too
  }

  /** A checkout whose own name is hostile. */
  private String checkout(Random random) throws IOException {
    String name = "sd" + hostile(random).replace("/", "_").replace("\n", "_").replace("\r", "_");
    Path checkout = Files.createDirectories(folder.resolve(name));
    Files.writeString(checkout.resolve("train_network.py"), "import argparse\n");
    return checkout.toString();
  }

  /** With a stand-in for Python that writes down what it is given. */
  private void assertArgumentsArrive(String word, long seed) throws Exception {
    Path python = folder.resolve("python");
    Files.writeString(
        python,
        "#!/usr/bin/env python3\nimport json, os, sys\n"
            + "open(os.environ['SAID'], 'w').write(json.dumps({'argv': sys.argv[1:]}))\n");
    assertTrue(python.toFile().setExecutable(true));
    ProcessBuilder builder =
        new ProcessBuilder("sh", folder.resolve("files/run.sh").toString())
            .directory(folder.toFile())
            .inheritIO();
    builder
        .environment()
        .putAll(Map.of("PYTHON", python.toString(), "SAID", folder.resolve("said").toString()));
    assertEquals(0, builder.start().waitFor(), () -> "seed " + seed);
    List<String> argv = Json.object(Files.readString(folder.resolve("said")), "argv").texts("argv");
    assertTrue(argv.contains(word), () -> "seed " + seed + ": " + word + " is not in " + argv);
  }

  private boolean noneIsNamedPwned() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.noneMatch(file -> file.endsWith("PWNED"));
    }
  }

  @Test
  void aNameThatIsAPathNeverLeavesTheRunsFolderAndOutput() throws IOException {
    Files.writeString(
        folder.resolve("r.toml"),
        """
        recipe = 1
        name = "../../escaped"
        family = "sd15"
        [train]
        output_name = "../escaped"
        output_dir = "out"
        """);
    Session.Result check = new Session(folder).run("check", "r.toml", "--json");
    assertEquals(ExitCode.BLOCKED, check.code(), check.err());
    assertTrue(check.out().contains("output-name-with-separator"), check.out());
    Session.Result train = new Session(folder).run("train", "r.toml", "--rehearse");
    assertEquals(ExitCode.BLOCKED, train.code(), train.err());
    assertTrue(Files.notExists(folder.resolve("runs")));
  }
}
