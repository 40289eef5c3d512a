package dev.lorabake.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps {@code src/docs/faults.md} true: every row is there and names tests that are there. */
class FaultTableTest {
  private static final Path TABLE = SourceFiles.ROOT.resolve("src/docs/faults.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (S?\\d+) \\|(.*)\\|$");
  private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

  /** A row of the table. */
  record Row(String number, List<String> cells) {
    @Override
    public String toString() {
      return number + cells.getFirst();
    }
  }

  static Stream<Row> rows() throws IOException {
    Matcher rows = ROW.matcher(Files.readString(TABLE));
    return rows
        .results()
        .map(row -> new Row(row.group(1), List.of(row.group(2).split("\\|", -1))))
        .toList()
        .stream();
  }

  @Test
  void everyFaultHasItsRow() throws IOException {
    List<String> expected = new ArrayList<>();
    IntStream.rangeClosed(1, 25).forEach(number -> expected.add(Integer.toString(number)));
    IntStream.rangeClosed(1, 11).forEach(number -> expected.add("S" + number));
    assertEquals(expected, rows().map(Row::number).toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRowNamesTestsThatAreThere(Row row) throws IOException {
    assertEquals(3, row.cells().size(), "fault, what is done, proof");
    List<MatchResult> tests = TEST.matcher(row.cells().getLast()).results().toList();
    assertFalse(tests.isEmpty(), "no test is named");
    for (MatchResult test : tests) {
      String text = Files.readString(source(test.group(1)));
      Pattern method = Pattern.compile("(void|def) " + Pattern.quote(test.group(2)) + "\\(");
      assertTrue(method.matcher(text).find(), () -> test.group() + " is not there");
    }
  }

  private static Path source(String name) throws IOException {
    if (name.startsWith("test_")) {
      return SourceFiles.ROOT.resolve("python-env/tests/" + name + ".py");
    }
    return SourceFiles.java().stream()
        .filter(file -> file.endsWith(name + ".java"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no class " + name));
  }
}
