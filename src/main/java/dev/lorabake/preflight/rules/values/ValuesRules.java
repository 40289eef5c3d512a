package dev.lorabake.preflight.rules.values;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class ValuesRules {
  private ValuesRules() {}

  public static List<Rule> all() {
    return List.of(
        new ConflictingOptions(),
        new DatasetKeyAtWrongLevel(),
        new DatasetKeyOfAnotherKind(),
        new DatasetKeyOfWrongType(),
        new DeprecatedOption(),
        new EmptyText(),
        new IgnoredByFamily(),
        new InactiveOption(),
        new MalformedPair(),
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
        new UnreadableToml(),
        new WrongChoice(),
        new WrongType());
  }
}
