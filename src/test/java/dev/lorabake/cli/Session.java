package dev.lorabake.cli;

import dev.lorabake.machine.CommandRunner;
import dev.lorabake.train.ShortCommands;
import dev.lorabake.tui.World;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Runs lorabake's commands within the test, each with its own output. */
final class Session {
  private final Path folder;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private String input = "";
  private boolean interactive;
  private CommandRunner commands = (_, _) -> Optional.empty();

  Session(Path folder) {
    this.folder = folder;
    variables.put("PATH", System.getenv().getOrDefault("PATH", ""));
    variables.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    variables.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    variables.put("NO_COLOR", "1");
  }

  /**
   * What a command said and how it ended.
   *
   * @param raw the bytes that it gave as they are, a character each
   */
  record Result(int code, String out, String err, String raw) {}

  Session with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** Runs short commands for real, where nothing is found otherwise. */
  Session onThisMachine() {
    commands = new ShortCommands();
    return this;
  }

  /** Gives the command a text on its standard input, as a pipe does. */
  Session piping(String text) {
    input = text;
    return this;
  }

  Session answering(String lines) {
    input = lines;
    interactive = true;
    return this;
  }

  Result run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    Surroundings surroundings = surroundings(out, err);
    int code = Cli.run(words, surroundings);
    surroundings.out().flush();
    surroundings.err().flush();
    return new Result(
        code,
        out.toString(StandardCharsets.UTF_8),
        err.toString(),
        out.toString(StandardCharsets.ISO_8859_1));
  }

  private Surroundings surroundings(ByteArrayOutputStream out, StringWriter err) {
    return new Surroundings(
        new PrintWriter(out, false, StandardCharsets.UTF_8),
        new PrintWriter(err),
        new BufferedReader(new StringReader(input)),
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        out,
        folder,
        variables,
        interactive,
        commands,
        new KnownCatalog());
  }

  /** What the screen would work with. */
  World world() {
    return TextUi.world(surroundings(new ByteArrayOutputStream(), new StringWriter()));
  }
}
