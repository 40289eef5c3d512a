package dev.lorabake.log.diagnosis;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a log with the group of its failure, {@code none} for words that look worse than they
 * are.
 *
 * @param line the line that tells most, {@code null} where there is none
 */
record Example(String name, String group, String log, @Nullable String line) {
  private static final Path FILE =
      Path.of("src/test/resources/dev/lorabake/log/diagnosis/examples.jsonl");

  static Stream<Example> all() {
    try {
      return Files.readAllLines(FILE).stream().map(Example::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Example of(String json) {
    JsonObject example = Json.object(json, FILE.toString());
    return new Example(
        example.text("name"),
        example.text("group"),
        example.text("log"),
        example.textOrNull("line"));
  }

  @Override
  public String toString() {
    return name;
  }
}
