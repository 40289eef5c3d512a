package dev.lorabake.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonReaderTest {
  private static final JsonMapper DATABIND =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  static List<Path> bundledFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("bundledFiles")
  void readsABundledFileAsDatabindDoes(Path file) throws IOException {
    String text = Files.readString(file);
    assertEquals(DATABIND.readValue(text, Object.class), JsonReader.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[0, -7, 2147483648, 9223372036854775807]",
        "[0.5, -1e-4, 1E400, 12345678901234567890.5]",
        "[true, false, null, \"\", \"a\\u00e9\\n\\ud83d\\ude00\"]",
        "{\"a\": {\"b\": [{}, []]}, \"c\": 1, \"a\": 2}",
        "3"
      })
  void readsValuesAsDatabindDoes(String text) {
    assertEquals(DATABIND.readValue(text, Object.class), JsonReader.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "[1 2]",
        "{\"a\"}",
        "{} {}",
        "nul",
        "[NaN]",
        "{'a': 1}",
        "[9223372036854775808]"
      })
  void refusesWhatIsNoJson(String text) {
    assertThrows(JsonError.class, () -> Json.object(text, "x.json"));
  }

  @Test
  void namesThePlace() {
    JsonError error =
        assertThrows(JsonError.class, () -> Json.object("{\n  \"a\": tru\n}", "x.json"));
    assertTrue(error.toString().contains(" x.json:2:"), error.toString());
  }
}
