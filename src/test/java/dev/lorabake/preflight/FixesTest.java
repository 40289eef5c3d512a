package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.recipe.TomlEdit;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fix that is applied to the recipe's text silences the finding that offered it. */
class FixesTest {
  /** Told by the plan, which stays as it was made up here. */
  private static final Set<String> OF_THE_PLAN =
      Set.of(
          "captions-not-found",
          "last-epoch-cut-short",
          "low-resolution",
          "no-intermediate-saves",
          "vram-too-small");

  @TempDir Path folder = Path.of("");

  static Stream<RuleCase> table() {
    return RuleTable.all().stream();
  }

  @ParameterizedTest
  @MethodSource("table")
  void aFixMendsWhatWasFound(RuleCase row) {
    List<Finding> before = own(row, Preflight.check(row.bad.subject(folder)));
    for (Finding found : before) {
      List<Change> fix = found.fix();
      if (fix == null || row.bad.config() != null || !row.bad.flags().isEmpty()) {
        continue;
      }
      TomlEdit edit = new TomlEdit(row.bad.toml());
      for (Change change : fix) {
        assertTrue(apply(edit, change), () -> change + " cannot be applied to\n" + edit.text());
      }
      if (OF_THE_PLAN.contains(row.rule)) {
        continue;
      }
      List<Finding> after = own(row, Preflight.check(row.bad.subject(folder, edit.text())));
      assertEquals(before.size() - 1, after.size(), () -> "still there: " + after + edit.text());
    }
  }

  @Test
  void aSlipBesideTheRightNameIsNotRenamed() {
    Fixture both = new Fixture("@batch_size = 2\n@batchsize = 4");
    List<Finding> slips =
        Preflight.check(both.subject(folder)).stream()
            .filter(found -> found.rule().equals("unknown-dataset-key"))
            .toList();
    assertEquals(1, slips.size());
    assertNull(slips.getFirst().fix());
  }

  @Test
  void whatIsSafeHasAFix() {
    for (RuleCase row : RuleTable.all()) {
      for (Finding found : Preflight.check(row.bad.subject(folder))) {
        assertTrue(!found.safe() || found.fix() != null, found.rule());
        assertTrue(!found.safe() || found.severity() != Severity.ADVICE, found.rule());
      }
    }
  }

  private static List<Finding> own(RuleCase row, List<Finding> findings) {
    return findings.stream().filter(found -> found.rule().equals(row.rule)).toList();
  }

  private static boolean apply(TomlEdit edit, Change change) {
    int dot = change.option().lastIndexOf('.');
    String table = dot < 0 ? "train" : change.option().substring(0, dot);
    String key = change.option().substring(dot + 1);
    return change.value() == null ? edit.remove(table, key) : edit.set(table, key, change.value());
  }
}
