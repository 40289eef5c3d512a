package dev.lorabake.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.plan.FileProblem;
import dev.lorabake.plan.PlanProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code plan --json} can say stands on the page that publishes it. */
class PublishedKindsTest {
  static Stream<String> kinds() {
    return Stream.concat(Stream.of(PlanProblem.Kind.values()), Stream.of(FileProblem.Kind.values()))
        .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindOfProblemIsOnTheJsonPage(String kind) throws IOException {
    String page = Files.readString(Path.of("src/docs/json.md").toAbsolutePath());
    assertTrue(page.matches("(?s).*[ `\n]" + kind + "[ `\n].*"), kind);
  }
}
