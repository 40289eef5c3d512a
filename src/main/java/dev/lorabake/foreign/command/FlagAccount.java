package dev.lorabake.foreign.command;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.PathNames;
import dev.lorabake.foreign.RawOption;
import dev.lorabake.foreign.Secrets;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.foreign.sdscripts.Given;
import dev.lorabake.foreign.sdscripts.OptionKeys;
import dev.lorabake.recipe.OptionText;
import dev.lorabake.recipe.Placeholder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the flags of a training script: what counts comes out as {@link Given}. */
final class FlagAccount {
  private final Draft draft;
  private final Ledger ledger;
  private final Catalog catalog;
  private final String script;
  private final List<Word> words;
  private final Map<String, Given> last = new LinkedHashMap<>();
  private final Map<String, Given> open = new LinkedHashMap<>();
  private final Map<String, Set<String>> targets = new HashMap<>();
  private final Set<String> secretVariables = new LinkedHashSet<>();
  private @Nullable Given configFile;

  /**
   * @param words of the command, which the options were read from
   */
  FlagAccount(Draft draft, Ledger ledger, Catalog catalog, String script, List<Word> words) {
    this.draft = draft;
    this.ledger = ledger;
    this.catalog = catalog;
    this.script = script;
    this.words = words;
  }

  /** The options that count, each once. */
  List<Given> givens() {
    return new ArrayList<>(last.values());
  }

  /** The {@code --config_file} that counts. */
  Optional<Given> configFile() {
    return Optional.ofNullable(configFile);
  }

  /** Variable to where its value stands in the recipe. */
  Map<String, Set<String>> targets() {
    return targets;
  }

  /** Variables whose value is a token. */
  Set<String> secretVariables() {
    return secretVariables;
  }

  /** The recipe says there what the variable said. */
  void used(String variable, String target) {
    targets.computeIfAbsent(variable, _ -> new LinkedHashSet<>()).add(target);
  }

  void take(String key, RawOption raw) {
    Option option = raw.option();
    List<Word> own = words.subList(raw.first(), Math.min(words.size(), raw.first() + count(raw)));
    if (option == null) {
      unknown(key, raw);
      return;
    }
    String target = "train." + option.name();
    own.forEach(word ->
        word.variables()
            .forEach(name -> {
              used(name, target);
              if (isSecret(raw)) {
                secretVariables.add(name);
              }
            }));
    if (isSecret(raw)) {
      ledger.secret(key, Secrets.where(option.name()));
      return;
    }
    Set<String> doubts = new LinkedHashSet<>();
    own.forEach(word -> doubts.addAll(word.doubts()));
    if (!doubts.isEmpty()) {
      ledger.question(key, String.join("; ", doubts), target);
      open.put(option.name(), new Given(key, option.name(), text(raw), own.getFirst().place()));
      overridden(option.name());
      return;
    }
    if (raw.fault() != null && !(option.isSwitch() && !raw.words().isEmpty())) {
      ledger.question(key, raw.fault(), target);
      return;
    }
    take(key, raw, option);
  }

  private void take(String key, RawOption raw, Option option) {
    Object value = raw.fault() == null ? raw.value().orElse(true) : switched(raw);
    if (raw.fault() != null) {
      ledger.ranOtherwise(key, raw.fault() + ", so that it stops", option.name() + " = " + value);
    } else if (raw.words().stream().anyMatch(word -> OptionText.value(option, word).isEmpty())) {
      ledger.ranOtherwise(
          key,
          "sd-scripts stops at it: it wants " + option.type().description(),
          option.name() + " = " + value);
    }
    Given given = new Given(key, option.name(), value, words.get(raw.first()).place());
    overridden(option.name());
    open.remove(option.name());
    if (option.name().equals("config_file")) {
      configFile = given;
    } else if (option.name().equals("output_config")) {
      ledger.dropped(key, "with it sd-scripts writes the config and does not train");
    } else {
      last.put(option.name(), given);
    }
    if (!raw.flag().equals("--" + option.name()) && last.containsKey(option.name())) {
      ledger.mappedAs(key, "short for --" + option.name(), "train." + option.name());
    }
  }

  private static boolean switched(RawOption raw) {
    return !raw.words().getFirst().matches("(?i)false|0|no|off");
  }

  private void overridden(String name) {
    Given before = last.remove(name);
    if (name.equals("config_file") && configFile != null) {
      before = configFile;
      configFile = null;
    }
    if (before != null) {
      ledger.dropped(before.key(), "the flag stands there again, and the last one counts");
    }
  }

  private void unknown(String key, RawOption raw) {
    String name = raw.flag().replaceFirst("^--?", "");
    Option elsewhere = catalog.option(name).orElse(null);
    if (isSecret(raw)) {
      ledger.secret(key, Secrets.where(name));
      secretVariables.addAll(
          words.subList(raw.first(), Math.min(words.size(), raw.first() + count(raw))).stream()
              .flatMap(word -> word.variables().stream())
              .toList());
    } else if (raw.flag().isEmpty()) {
      ledger.dropped(key, raw.fault() + ", and sd-scripts stops at them");
    } else if (elsewhere != null) {
      ledger.dropped(
          key,
          script
              + " has no such option and stops at it; "
              + String.join(", ", elsewhere.scripts().stream().sorted().toList())
              + " has it");
    } else if (String.valueOf(raw.fault()).startsWith("it may be short")) {
      ledger.question(key, String.valueOf(raw.fault()));
    } else {
      ledger.dropped(key, OptionKeys.unknownText(catalog, name, "stops at it"));
    }
  }

  /** Whether a word of it is a token or password, be the option known or not. */
  static boolean isSecret(RawOption raw) {
    Option option = raw.option();
    return (option != null && option.note().secret())
        || Secrets.isOne(
            new SourceKey(
                raw.flag().replaceFirst("^--?", ""), String.join(" ", raw.words()), null));
  }

  /** How many words of the command it is. */
  private int count(RawOption raw) {
    String text = words.get(raw.first()).text();
    boolean attached = !raw.flag().isEmpty() && !text.equals(raw.flag());
    return raw.flag().isEmpty() || attached
        ? Math.max(1, raw.words().size())
        : 1 + raw.words().size();
  }

  private static String text(RawOption raw) {
    return String.join(" ", raw.words());
  }

  /** Paths that the script does not tell stand in the recipe as placeholders, to be filled in. */
  void leavePlaceholders() {
    open.forEach((name, given) -> {
      Option option = catalog.option(name).orElseThrow();
      if (option.note().path() != PathKind.NONE && !draft.train().has(name)) {
        String what = PathNames.of(option) + ", was " + given.raw();
        draft.train().set(name, Placeholder.of(what), given.place());
      }
    });
  }
}
