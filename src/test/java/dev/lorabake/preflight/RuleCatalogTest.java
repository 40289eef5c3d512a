package dev.lorabake.preflight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The list of rules is kept in order, and names say what they name. */
class RuleCatalogTest {
  @Test
  void rulesAreSortedById() {
    List<String> ids = RuleCatalog.all().stream().map(Rule::id).toList();
    assertEquals(ids.stream().sorted().toList(), ids);
  }

  @Test
  void theClassNameIsTheRulesId() {
    for (Rule rule : RuleCatalog.all()) {
      String id =
          rule.getClass()
              .getSimpleName()
              .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
              .toLowerCase(Locale.ROOT);
      assertEquals(id, rule.id());
    }
  }

  @Test
  void aRuleLivesInThePackageOfItsTopic() {
    for (Rule rule : RuleCatalog.all()) {
      String last = rule.getClass().getPackageName().replaceAll(".*\\.", "");
      assertEquals(rule.topic().name().toLowerCase(Locale.ROOT), last, rule.id());
    }
  }

  @Test
  void aRulesOptionsAreUpstreamsNames() {
    Catalog catalog = Catalog.bundled();
    for (Rule rule : RuleCatalog.all()) {
      for (String option : rule.options()) {
        boolean known =
            catalog.option(option).isPresent()
                || catalog.datasetKey(option).isPresent()
                || option.startsWith("launch.");
        assertTrue(known, rule.id() + " speaks of " + option);
      }
    }
  }

  @Test
  void summariesAreOneSentenceWithoutFullStop() {
    for (Rule rule : RuleCatalog.all()) {
      String text = rule.summary();
      assertTrue(
          Character.isUpperCase(text.charAt(0)) || text.matches("(sd-scripts|\\w+_).*"), rule.id());
      assertTrue(!text.endsWith(".") && !text.contains(". "), rule.id());
    }
  }
}
