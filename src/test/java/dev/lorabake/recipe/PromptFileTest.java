package dev.lorabake.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PromptFileTest {
  @TempDir Path folder = Path.of("");

  /** Lines, and what upstream's {@code line_to_prompt_dict} made of them. */
  static Stream<JsonObject> lines() throws IOException {
    try (InputStream in = PromptFileTest.class.getResourceAsStream("prompt-lines.jsonl")) {
      byte[] text = Objects.requireNonNull(in).readAllBytes();
      return new String(text, StandardCharsets.UTF_8)
          .lines().map(line -> Json.object(line, "prompt-lines.jsonl")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void readsALineAsUpstreamDoes(JsonObject expected) {
    List<PromptFault> faults = new ArrayList<>();
    Place at = new Place(Path.of("prompts.txt"), 1, 1);
    SamplePrompt prompt = PromptLine.read(expected.text("line"), at, faults);
    TreeMap<String, Object> read = new TreeMap<>();
    prompt.settings().all().forEach(setting -> read.put(setting.name(), setting.value()));
    TreeMap<String, Object> upstream = new TreeMap<>(expected.object("read").toMap());
    if (faults.stream().noneMatch(fault -> fault.kind() == PromptFault.Kind.VALUE_REFUSED)) {
      assertEquals(upstream.toString(), read.toString(), expected.text("line"));
    }
  }

  private String faults(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    List<String> found = new ArrayList<>();
    PromptFile prompts = Objects.requireNonNull(PromptFileReader.read(file));
    prompts
        .faults()
        .forEach(fault -> found.add(fault.at().line() + " " + fault.kind() + " " + fault.text()));
    return String.join(" | ", found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          a.txt ; a cat\\n\\na dog --w 64 ;
          a.txt ; \\n# none ; 1 NOTHING it holds no prompt
          a.json ; {} ; 1 FILE_REFUSED it is no list of prompts
          a.json ; [] ; 1 NOTHING it holds no prompt
          a.json ; ["a --d 1", {"prompt": "b"}] ;
          a.json ; [["a"]] ; 1 FILE_REFUSED an item of it is neither text nor an object
          a.toml ; [prompt]\\n[[prompt.subset]]\\nprompt = "a" ;
          a.toml ; [prompt]\\nwidth = 64 ; 1 FILE_REFUSED it has no [[prompt.subset]]
          a.toml ; [prompt]\\nwidth = 64\\n[[prompt.subset]]\\nwidth = 65 \
          ; 4 FILE_REFUSED width stands in [prompt] and in [[prompt.subset]]
          """)
  void tellsWhatUpstreamWouldFailAt(String name, String text, String expected) throws IOException {
    String lines = text.replace("\\n", "\n");
    assertEquals(expected == null ? "" : expected, faults(name.strip(), lines));
  }

  @Test
  void tellsTheLineOfAFault() throws IOException {
    assertEquals(
        "3 UNKNOWN_FLAG --x 1 is no flag of a prompt and is passed by",
        faults("a.txt", "a cat\n# a comment\na dog --x 1\n"));
  }

  @Test
  void leavesOtherEndingsAndMissingFilesToOthers() throws IOException {
    assertNull(PromptFileReader.read(folder.resolve("a.txt")));
    assertNull(PromptFileReader.read(Files.writeString(folder.resolve("a.md"), "a cat")));
  }
}
