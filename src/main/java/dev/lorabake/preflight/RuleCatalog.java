package dev.lorabake.preflight;

import dev.lorabake.preflight.rules.network.AlphaExceedsRank;
import dev.lorabake.preflight.rules.values.ConflictingOptions;
import dev.lorabake.preflight.rules.values.DatasetKeyAtWrongLevel;
import dev.lorabake.preflight.rules.values.DatasetKeyOfWrongType;
import dev.lorabake.preflight.rules.values.DeprecatedOption;
import dev.lorabake.preflight.rules.values.IgnoredByFamily;
import dev.lorabake.preflight.rules.values.InactiveOption;
import dev.lorabake.preflight.rules.values.MissingFile;
import dev.lorabake.preflight.rules.values.MissingRequiredOption;
import dev.lorabake.preflight.rules.values.OptionOfAnotherFamily;
import dev.lorabake.preflight.rules.values.OptionWithoutEffect;
import dev.lorabake.preflight.rules.values.OutOfRange;
import dev.lorabake.preflight.rules.values.SecretInRecipe;
import dev.lorabake.preflight.rules.values.UnknownAllowedRule;
import dev.lorabake.preflight.rules.values.UnknownDatasetKey;
import dev.lorabake.preflight.rules.values.UnknownOption;
import dev.lorabake.preflight.rules.values.UnreadKey;
import dev.lorabake.preflight.rules.values.WrongChoice;
import dev.lorabake.preflight.rules.values.WrongType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every rule, sorted by id; kept by hand. */
public final class RuleCatalog {
  private static final List<Rule> RULES =
      List.of(
          new AlphaExceedsRank(),
          new ConflictingOptions(),
          new DatasetKeyAtWrongLevel(),
          new DatasetKeyOfWrongType(),
          new DeprecatedOption(),
          new IgnoredByFamily(),
          new InactiveOption(),
          new MissingFile(),
          new MissingRequiredOption(),
          new OptionOfAnotherFamily(),
          new OptionWithoutEffect(),
          new OutOfRange(),
          new SecretInRecipe(),
          new UnknownAllowedRule(),
          new UnknownDatasetKey(),
          new UnknownOption(),
          new UnreadKey(),
          new WrongChoice(),
          new WrongType());

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
