package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule finds what it is for, says so, and leaves the nearest sound thing alone. */
class RuleTableTest {
  @TempDir Path folder = Path.of("");

  static Stream<RuleCase> table() {
    return RuleTable.all().stream();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sd15",
        "sd2",
        "sdxl",
        "sd3",
        "flux",
        "chroma",
        "lumina",
        "anima",
        "hunyuan-image"
      })
  void aSoundRecipeHasNoFinding(String family) {
    Fixture sound = new Fixture("family = \"" + family + "\"");
    assertEquals(List.of(), Preflight.check(sound.subject(folder)));
  }

  @ParameterizedTest
  @MethodSource("table")
  void theBadFixtureIsFoundAndExplained(RuleCase row) {
    List<Finding> all = Preflight.check(row.bad.subject(folder));
    List<Finding> own = all.stream().filter(found -> found.rule().equals(row.rule)).toList();
    assertTrue(!own.isEmpty(), () -> row.rule + " is silent; found: " + all);
    assertEquals(row.severity, own.getFirst().severity());
    String text = own.stream().map(f -> f.message() + " | " + f.help()).toList().toString();
    for (String words : row.words) {
      assertTrue(text.contains(words), () -> "\"" + words + "\" is missing in: " + text);
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void theBadFixtureCausesNoOtherFinding(RuleCase row) {
    Set<String> others =
        Preflight.check(row.bad.subject(folder)).stream()
            .map(Finding::rule)
            .filter(rule -> !rule.equals(row.rule))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(row.alongside, others);
  }

  @ParameterizedTest
  @MethodSource("table")
  void theGoodFixtureIsLeftAlone(RuleCase row) {
    List<String> found =
        Preflight.check(row.good.subject(folder)).stream()
            .map(finding -> finding.rule() + ": " + finding.message())
            .filter(text -> text.startsWith(row.rule + ":"))
            .toList();
    assertEquals(List.of(), found);
  }

  @Test
  void everyRuleIsInTheTable() {
    Set<String> tested =
        table().map(row -> row.rule).collect(Collectors.toCollection(TreeSet::new));
    Set<String> all =
        RuleCatalog.all().stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(all, tested);
  }

  @ParameterizedTest
  @MethodSource("table")
  void textsAreSentencesWithoutFullStop(RuleCase row) {
    for (Finding found : row.bad.findings(folder)) {
      for (String text : List.of(found.message(), found.help())) {
        assertTrue(!text.isBlank() && !text.endsWith("."), text);
        assertTrue(!text.contains("null") && !text.contains("Optional"), text);
      }
    }
  }
}
