package dev.lorabake.foreign.kohya;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Asks a Python script among the test resources, a JSON object a line there and back. */
public final class PythonLines {
  private PythonLines() {}

  /** What the GUI writes and would run for each file; {@code LORABAKE_KOHYA_SS} names it. */
  static List<JsonObject> gui(Path folder, List<Path> files) {
    List<Map<String, Object>> requests = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      requests.add(Map.of("id", i, "file", files.get(i).toString()));
    }
    Path work = folder.resolve("gui");
    return ask(folder, "kohya_toml.py", requests, named("LORABAKE_KOHYA_SS"), work.toString());
  }

  /** The facts of every control in the GUI's window. */
  static JsonObject widgets(Path folder) {
    Path work = folder.resolve("gui");
    return ask(
            folder,
            "kohya_toml.py",
            List.of(),
            named("LORABAKE_KOHYA_SS"),
            work.toString(),
            "--widgets")
        .getFirst();
  }

  /** A command line as upstream's own parser reads it. */
  public record Words(String script, List<String> words) {}

  /** What {@code LORABAKE_SD_SCRIPTS} makes of command lines. */
  public static List<JsonObject> options(Path folder, List<Words> lines) {
    List<Map<String, Object>> requests = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      requests.add(Map.of("id", i, "script", lines.get(i).script(), "words", lines.get(i).words()));
    }
    return ask(folder, "parsed_options.py", requests, named("LORABAKE_SD_SCRIPTS"));
  }

  private static String named(String variable) {
    return Path.of(Objects.requireNonNull(System.getenv(variable))).toAbsolutePath().toString();
  }

  private static List<JsonObject> ask(
      Path folder, String script, List<Map<String, Object>> requests, String... arguments) {
    try {
      Files.createDirectories(folder.resolve("gui"));
      Path input = folder.resolve(script + ".requests");
      Files.write(input, requests.stream().map(Json::write).toList());
      Path output = folder.resolve(script + ".answers");
      Path errors = folder.resolve(script + ".errors");
      List<String> command = new ArrayList<>();
      command.add(Objects.requireNonNull(System.getenv("LORABAKE_PYTHON")));
      command.add(
          Path.of(Objects.requireNonNull(PythonLines.class.getResource(script)).toURI())
              .toString());
      command.addAll(Arrays.asList(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(input.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
      builder.environment().put("HF_HUB_OFFLINE", "1");
      int code = builder.start().waitFor();
      String said = Files.readString(errors);
      assertEquals(0, code, () -> said.substring(Math.max(0, said.length() - 2000)));
      return Files.readAllLines(output).stream().map(line -> Json.object(line, "answer")).toList();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
