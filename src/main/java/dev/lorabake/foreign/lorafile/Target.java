package dev.lorabake.foreign.lorafile;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.Option;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.OptionValue;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.RecipeReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the parts of the reader share: the metadata, and the recipe that they put it into. */
final class Target {
  /** Said even where they are sd-scripts' own defaults: nobody leaves them out of a recipe. */
  private static final Set<String> ALWAYS =
      Set.of("network_dim", "network_alpha", "learning_rate", "max_train_steps", "seed");

  private final Catalog catalog;
  private final Draft draft;
  private final Metadata metadata;
  private final Path base;
  private final Set<String> taken = new HashSet<>();
  private @Nullable Family family;

  Target(Catalog catalog, Draft draft, Metadata metadata, Path base) {
    this.catalog = catalog;
    this.draft = draft;
    this.metadata = metadata;
    this.base = base;
  }

  Catalog catalog() {
    return catalog;
  }

  Draft draft() {
    return draft;
  }

  Metadata metadata() {
    return metadata;
  }

  Ledger ledger() {
    return metadata.ledger();
  }

  Path base() {
    return base;
  }

  Optional<Family> family() {
    return Optional.ofNullable(family);
  }

  void family(String id) {
    family = catalog.family(id).orElseThrow();
    draft.family(id, null);
  }

  /** Notes that a part has accounted for the key. */
  void took(String key) {
    taken.add(key);
  }

  boolean hasTaken(String key) {
    return taken.contains(key);
  }

  /** Drops a key, where it is there. */
  void drop(String key, String why) {
    if (ledger().has(key)) {
      ledger().dropped(key, why);
      took(key);
    }
  }

  /** Has the option say what the key says, converted as upstream's parser would. */
  void set(String key, String option) {
    String raw = metadata.raw(key).orElse("").strip();
    if (!Metadata.says(raw)) {
      ledger().unset(key);
      took(key);
      return;
    }
    set(key, option, raw);
  }

  /** As above, for a text that is made of the key's. */
  void set(String key, String option, String text) {
    took(key);
    Option known = catalog.option(option).orElse(null);
    if (known == null) {
      ledger().dropped(key, "this version of sd-scripts has no option " + option);
      return;
    }
    Optional<Object> value = value(known, text);
    if (value.isEmpty()) {
      draft.train().remove(option);
      ledger()
          .question(key, "\"" + text + "\" is not what " + option + " takes", "train." + option);
      return;
    }
    put(key, known, value.get());
  }

  private void put(String key, Option option, Object value) {
    boolean same = OptionValue.same(value, defaultOf(option));
    if (same && !ALWAYS.contains(option.name()) && !isImplied(option.name())) {
      ledger().mappedAs(key, "what sd-scripts does without it");
      return;
    }
    draft.train().set(option.name(), value, null);
    ledger().mapped(key, "train." + option.name());
  }

  private @Nullable Object defaultOf(Option option) {
    Object written =
        family == null ? option.common().defaultValue() : option.defaultIn(family.script());
    return written == null && option.isSwitch() ? (Object) false : written;
  }

  private boolean isImplied(String option) {
    return family != null && family.options().containsKey(option);
  }

  /** The text as a value of the option; empty where it is none. */
  private Optional<Object> value(Option option, String text) {
    List<String> words = option.list() ? items(text) : List.of(text);
    if (option.isSwitch()) {
      words = List.of(text.toLowerCase(Locale.ROOT));
    }
    try {
      return Optional.of(
          RecipeReader.convert(catalog, base, List.of(new Flag(option.name(), words)))
              .getFirst()
              .value());
    } catch (UserError e) {
      return Optional.empty();
    }
  }

  /** Python writes a list as {@code [1e-05, 2e-05]}, a tuple with round brackets. */
  static List<String> items(String text) {
    String inner = text.strip();
    if ((inner.startsWith("[") && inner.endsWith("]"))
        || (inner.startsWith("(") && inner.endsWith(")"))) {
      inner = inner.substring(1, inner.length() - 1);
    }
    List<String> items = new ArrayList<>();
    for (String item : inner.split(",", -1)) {
      String plain = item.strip();
      if (!plain.isEmpty()) {
        items.add(unquoted(plain));
      }
    }
    return items;
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 1
            && ((text.startsWith("'") && text.endsWith("'"))
                || (text.startsWith("\"") && text.endsWith("\"")));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /** Has the option say what the tensors or the circumstances tell. */
  void add(String option, Object value, String reason) {
    draft.train().set(option, value, null);
    ledger().added("train." + option, value, reason);
  }
}
