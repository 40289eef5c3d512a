package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.UserError;
import dev.lorabake.preflight.UpstreamFailure.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the table says of a condition is so: its fixture is found, or refused. */
class UpstreamFailuresTest {
  private static final String REPAIR =
      "mvn -q test -Dtest=UpstreamFailuresTest -Dlorabake.rewrite=true";
  private static final Path PAGE = Path.of("src/docs/startup-failures.md").toAbsolutePath();

  @TempDir Path folder = Path.of("");

  static Stream<UpstreamFailure> found() {
    return UpstreamFailures.all().stream().filter(row -> row.answer() instanceof Answer.Found);
  }

  static Stream<UpstreamFailure> refused() {
    return UpstreamFailures.all().stream().filter(row -> row.answer() instanceof Answer.Refused);
  }

  @ParameterizedTest
  @MethodSource("found")
  void theRuleFindsTheFixture(UpstreamFailure failure) throws IOException {
    SampleImages.makeIn(folder);
    Answer.Found answer = (Answer.Found) failure.answer();
    List<Finding> all = Preflight.check(answer.bad().planned(folder));
    List<Finding> own = all.stream().filter(found -> found.rule().equals(answer.rule())).toList();
    assertTrue(!own.isEmpty(), () -> answer.rule() + " is silent; found: " + all);
    Severity severity = own.getFirst().severity();
    if (answer.severity() != null) {
      assertEquals(answer.severity(), severity);
    } else if (stops(failure)) {
      assertEquals(Severity.ERROR, severity, () -> own.getFirst().message());
    }
    List<Finding> otherErrors =
        all.stream()
            .filter(found -> found.severity() == Severity.ERROR)
            .filter(found -> !found.rule().equals(answer.rule()))
            .toList();
    assertEquals(List.of(), otherErrors, "one mistake is told once");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void theReaderRefusesTheFixture(UpstreamFailure failure) throws IOException {
    SampleImages.makeIn(folder);
    Answer.Refused answer = (Answer.Refused) failure.answer();
    UserError error = assertThrows(UserError.class, () -> answer.bad().recipe(folder));
    String text = error.getMessage() + " | " + error.help();
    assertTrue(text.contains(answer.words()), text);
  }

  @Test
  void theSoundRecipeHasNoErrorWhenItIsReallyPlanned() throws IOException {
    SampleImages.makeIn(folder);
    List<Finding> errors =
        Preflight.check(new Fixture("").planned(folder)).stream()
            .filter(found -> found.severity() == Severity.ERROR)
            .toList();
    assertEquals(List.of(), errors);
  }

  @Test
  void idsAreUnique() {
    List<String> ids = UpstreamFailures.all().stream().map(UpstreamFailure::id).toList();
    assertEquals(ids.stream().distinct().toList(), ids);
  }

  @Test
  void thePageIsCurrent() throws IOException {
    String page = UpstreamFailures.page();
    if (Boolean.getBoolean("lorabake.rewrite")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.exists(PAGE) ? Files.readString(PAGE) : "", "repair: " + REPAIR);
  }

  private static boolean stops(UpstreamFailure failure) {
    return failure.outcome() == UpstreamFailure.Outcome.CRASH
        || failure.outcome() == UpstreamFailure.Outcome.ERROR;
  }
}
