package dev.lorabake.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lorabake.foreign.aitoolkit.AiToolkitReader;
import dev.lorabake.foreign.onetrainer.OneTrainerReader;
import dev.lorabake.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages list what is left out as the tables say it; {@code -Dlorabake.rewrite=true}. */
class ForeignPagesTest {
  private static final String MARK = "loses nothing.\n\n";

  static Stream<Arguments> pages() {
    return Map.of(
            "src/docs/import-onetrainer.md", OneTrainerReader.class,
            "src/docs/import-ai-toolkit.md", AiToolkitReader.class)
        .entrySet()
        .stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void listWhatIsLeftOut(String name, Class<?> reader) throws IOException {
    Path page = Path.of(name);
    String text = Files.readString(page);
    int end = text.indexOf(MARK) + MARK.length();
    String expected = text.substring(0, end) + table(LeftOut.table(reader, "left-out.json"));
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(page, expected);
    }
    assertEquals(expected, Files.readString(page));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void nameNoKeyTwice(String name, Class<?> reader) {
    Set<String> seen = new HashSet<>();
    for (LeftOut left : LeftOut.table(reader, "left-out.json")) {
      assertFalse(!seen.add(left.key()), name + ": " + left.key());
      assertFalse(left.why().isBlank(), left.key());
    }
  }

  private static String table(List<LeftOut> table) {
    return "| key | unless | why |\n|---|---|---|\n"
        + table.stream().map(ForeignPagesTest::row).collect(Collectors.joining());
  }

  private static String row(LeftOut left) {
    String off =
        left.off().stream()
            .map(Json::write)
            .map(value -> "`" + value + "`")
            .collect(Collectors.joining(" "));
    return "| `" + left.key() + "` | " + off + " | " + left.why().replace("|", "\\|") + " |\n";
  }
}
