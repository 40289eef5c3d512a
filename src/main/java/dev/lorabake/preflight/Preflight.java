package dev.lorabake.preflight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds a plan against every rule. */
public final class Preflight {
  private Preflight() {}

  /** What the rules found and the recipe does not allow, in the order of mending. */
  public static List<Finding> check(Subject subject) {
    return judge(subject).findings();
  }

  /** As {@link #check}, with the verdict and what the recipe allows. */
  public static Verdict judge(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    List<Finding> allowed = new ArrayList<>();
    for (Finding found : ordered(withoutEchoes(subject))) {
      (subject.recipe().allow().contains(found.rule()) ? allowed : findings).add(found);
    }
    return Verdict.of(findings, allowed);
  }

  /** A value that cannot be used is reported once: no rule that builds upon it is heard. */
  private static List<Finding> withoutEchoes(Subject subject) {
    List<Finding> kept = new ArrayList<>();
    Set<String> spoilt = new HashSet<>();
    List<Rule> others = new ArrayList<>();
    for (Rule rule : RuleCatalog.all()) {
      if (rule.spoils()) {
        for (Finding found : rule.check(subject)) {
          kept.add(found);
          if (rule.spoils(found)) {
            found.options().forEach(option -> addNames(option, spoilt));
          }
        }
      } else {
        others.add(rule);
      }
    }
    for (Rule rule : others) {
      rule.check(subject).stream()
          .filter(found -> found.options().stream().noneMatch(spoilt::contains))
          .forEach(kept::add);
    }
    return kept;
  }

  /** {@code datasets[0].batch_size} also goes by its last part, where a plan speaks of it. */
  private static void addNames(String option, Set<String> names) {
    names.add(option);
    names.add(option.substring(option.lastIndexOf('.') + 1));
  }

  private static List<Finding> ordered(List<Finding> findings) {
    return findings.stream()
        .sorted(
            Comparator.comparing(Finding::severity)
                .thenComparing(found -> RuleCatalog.rule(found.rule()).topic())
                .thenComparingInt(Preflight::line)
                .thenComparing(Finding::rule))
        .toList();
  }

  private static int line(Finding found) {
    return found.at() == null ? Integer.MAX_VALUE : found.at().line();
  }
}
