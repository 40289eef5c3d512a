package dev.lorabake.log.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.preflight.RuleCatalog;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the known failures refer to is there, and what they say reads as a sentence. */
class FailureCatalogTest {
  /** Settings of the launcher, which are not among the trainer's options. */
  private static final Set<String> LAUNCH = Set.of("num_processes");

  /** Words with an underscore in helps that are none of the trainer's options. */
  private static final Set<String> NO_OPTIONS =
      Set.of(
          "num_processes",
          "multi_gpu",
          "gpu_ids",
          "main_process_ip",
          "main_process_port",
          "image_dir",
          "10_cat",
          "weight_decay",
          "relative_step",
          "scale_parameter",
          "warmup_init",
          "constant_with_warmup",
          "huggingface_hub");

  @Test
  void theFindingsAreRules() {
    Set<String> unknown = new TreeSet<>();
    for (KnownFailure failure : FailureCatalog.get().failures()) {
      String finding = failure.finding();
      if (finding != null && RuleCatalog.find(finding).isEmpty()) {
        unknown.add(failure.id() + ": " + finding);
      }
    }
    assertEquals(Set.of(), unknown);
  }

  @Test
  void theFixesSetOptionsThatThereAre() {
    Set<String> unknown = new TreeSet<>();
    for (KnownFailure failure : FailureCatalog.get().failures()) {
      for (String option : failure.fix().keySet()) {
        if (Catalog.bundled().option(option).isEmpty() && !LAUNCH.contains(option)) {
          unknown.add(failure.id() + ": " + option);
        }
      }
    }
    assertEquals(Set.of(), unknown);
  }

  @Test
  void whatIsNeededFirstIsAHintThatIsKnown() {
    for (KnownFailure failure : FailureCatalog.get().failures()) {
      if (failure.needs() != null) {
        assertEquals(0, FailureCatalog.get().failure(failure.needs()).strength(), failure.id());
      }
    }
  }

  @Test
  void everyGroupHasAFailureAndAPage() {
    for (String group : FailureGroups.titles().keySet()) {
      assertFalse(FailureGroups.page(group).isBlank(), group);
    }
  }

  @Test
  void alternativesAreOfGroupsThatThereAre() {
    Set<String> unknown = new TreeSet<>();
    for (KnownFailure failure : FailureCatalog.get().failures()) {
      for (Alternative other : failure.others()) {
        String category = other.category();
        if (!category.equals(Diagnosis.NONE) && !FailureGroups.titles().containsKey(category)) {
          unknown.add(failure.id() + ": " + category);
        }
      }
    }
    assertEquals(Set.of(), unknown);
  }

  @Test
  void sentencesHaveNoFullStop() {
    for (KnownFailure failure : FailureCatalog.get().failures()) {
      assertFalse(failure.cause().endsWith("."), failure.id());
      failure.help().forEach(help -> assertFalse(help.endsWith("."), failure.id()));
    }
  }

  @Test
  void whatLooksLikeAnOptionInAHelpIsOne() {
    Pattern name = Pattern.compile("(?<![\\w.])[a-z0-9]+(_[a-z0-9]+)+(?![\\w.])");
    Set<String> unknown = new TreeSet<>();
    for (KnownFailure failure : FailureCatalog.get().failures()) {
      for (String help : failure.help()) {
        name.matcher(help)
            .results()
            .map(MatchResult::group)
            .filter(option -> Catalog.bundled().option(option).isEmpty())
            .filter(option -> !NO_OPTIONS.contains(option))
            .forEach(option -> unknown.add(failure.id() + ": " + option));
      }
    }
    assertEquals(Set.of(), unknown);
  }
}
