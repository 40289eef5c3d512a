package dev.lorabake.train.explain;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.SchedulerType;
import dev.lorabake.preflight.Rule;
import dev.lorabake.preflight.RuleCatalog;
import dev.lorabake.train.explain.Interaction.Manner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What bears on an option is told on its page and on the other's. */
class InteractionsTest {
  private static final Catalog CATALOG = Catalog.bundled();
  private static final Map<String, Explanation> OPTIONS = options();
  private static final Explanations EXPLANATIONS = new Explanations(CATALOG);

  private static Map<String, Explanation> options() {
    Map<String, Explanation> options = new TreeMap<>();
    new Explanations(CATALOG).all(Kind.OPTION).forEach(entry -> options.put(entry.name(), entry));
    return options;
  }

  private static boolean says(String option, Manner manner, String other) {
    return requireNonNull(OPTIONS.get(option), option + " is named and is no option")
        .interactions()
        .stream()
        .anyMatch(each -> each.manner() == manner && each.with().equals(other));
  }

  @Test
  void everyOptionHasASentence() {
    assertEquals(CATALOG.options().size(), OPTIONS.size());
    OPTIONS.values().forEach(entry -> assertTrue(entry.what().length() > 10, entry.name()));
  }

  @Test
  void aNeedIsToldFromBothEnds() {
    for (Option option : CATALOG.options()) {
      for (String other : option.note().onlyWith()) {
        assertTrue(says(option.name(), Manner.ONLY_WITH, other), option.name() + " " + other);
        assertTrue(says(other, Manner.NEEDED_BY, option.name()), other + " " + option.name());
      }
    }
  }

  @Test
  void aConflictIsToldFromBothEndsInWordsThatFitBoth() {
    List<String> wrong = new ArrayList<>();
    for (Option option : CATALOG.options()) {
      option
          .note()
          .conflicts()
          .forEach((other, why) -> {
            assertTrue(says(option.name(), Manner.CONFLICT, other), option.name() + " " + other);
            assertTrue(says(other, Manner.CONFLICT, option.name()), other + " " + option.name());
            if (why.matches(".*\\bthis( one)? (has|is|does)\\b.*")) {
              wrong.add(option.name() + " not with " + other + ": " + why);
            }
          });
    }
    assertEquals(List.of(), wrong, "name the option, since both pages show the sentence");
  }

  @Test
  void whatAFamilyIgnoresIsToldByTheFamilyToo() {
    for (Option option : CATALOG.options()) {
      for (String family : option.note().ignoredBy().keySet()) {
        assertTrue(says(option.name(), Manner.IGNORED_BY, family), option.name() + " " + family);
        Explanation of = EXPLANATIONS.find("family " + family).orElseThrow();
        assertTrue(
            of.facts().get("ignores") instanceof List<?> ignored && ignored.contains(option.name()),
            family + " does not tell that it ignores " + option.name());
      }
    }
  }

  @Test
  void anOptionTellsTheSchedulersThatReadIt() {
    for (SchedulerType scheduler : CATALOG.schedulers()) {
      for (String option : scheduler.uses()) {
        assertTrue(says(option, Manner.READ_BY, scheduler.name()), scheduler.name());
      }
    }
  }

  @Test
  void everyRuleIsToldOnThePagesOfItsOptions() {
    for (Rule rule : RuleCatalog.all()) {
      for (String option : rule.options()) {
        Explanation entry = OPTIONS.get(option);
        if (entry != null) {
          assertTrue(entry.rules().contains(rule), option + " does not tell of " + rule.id());
        }
      }
    }
  }

  @Test
  void everyOtherThatIsNamedCanBeExplained() {
    for (Explanation entry : OPTIONS.values()) {
      for (Interaction each : entry.interactions()) {
        assertEquals(
            each.with(), EXPLANATIONS.find(each.word()).orElseThrow().name(), each.toString());
      }
      for (String word : entry.seeAlso()) {
        assertFalse(EXPLANATIONS.find(word).isEmpty(), entry.name() + " points to " + word);
      }
    }
  }
}
