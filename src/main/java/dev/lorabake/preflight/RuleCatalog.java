package dev.lorabake.preflight;

import dev.lorabake.preflight.rules.captions.CaptionsRules;
import dev.lorabake.preflight.rules.dataset.DatasetRules;
import dev.lorabake.preflight.rules.environment.EnvironmentRules;
import dev.lorabake.preflight.rules.learning.LearningRules;
import dev.lorabake.preflight.rules.logging.LoggingRules;
import dev.lorabake.preflight.rules.memory.MemoryRules;
import dev.lorabake.preflight.rules.model.ModelRules;
import dev.lorabake.preflight.rules.network.NetworkRules;
import dev.lorabake.preflight.rules.precision.PrecisionRules;
import dev.lorabake.preflight.rules.sampling.SamplingRules;
import dev.lorabake.preflight.rules.saving.SavingRules;
import dev.lorabake.preflight.rules.steps.StepsRules;
import dev.lorabake.preflight.rules.values.ValuesRules;
import dev.lorabake.preflight.rules.weights.WeightsRules;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every rule, sorted by id; kept by hand. */
public final class RuleCatalog {
  private static final List<Rule> RULES =
      Stream.of(
              CaptionsRules.all(),
              DatasetRules.all(),
              EnvironmentRules.all(),
              LearningRules.all(),
              LoggingRules.all(),
              MemoryRules.all(),
              ModelRules.all(),
              NetworkRules.all(),
              PrecisionRules.all(),
              SamplingRules.all(),
              SavingRules.all(),
              StepsRules.all(),
              ValuesRules.all(),
              WeightsRules.all())
          .flatMap(List::stream)
          .sorted(Comparator.comparing(Rule::id))
          .toList();

  private static final Map<String, Rule> BY_ID = byId();

  private RuleCatalog() {}

  /** All rules, sorted by id. */
  public static List<Rule> all() {
    return RULES;
  }

  public static Optional<Rule> find(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** The hand-written explanation of a rule, as Markdown. */
  public static String page(Rule rule) {
    return RulePage.explanation(rule);
  }

  static Rule rule(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no rule " + id));
  }

  private static Map<String, Rule> byId() {
    Map<String, Rule> map = new LinkedHashMap<>();
    for (Rule rule : RULES) {
      if (map.put(rule.id(), rule) != null) {
        throw new IllegalStateException("two rules are called " + rule.id());
      }
    }
    return map;
  }
}
