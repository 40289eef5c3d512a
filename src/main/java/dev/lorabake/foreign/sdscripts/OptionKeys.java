package dev.lorabake.foreign.sdscripts;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignPath;
import dev.lorabake.foreign.HubName;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.OptionValue;
import dev.lorabake.foreign.PathNames;
import dev.lorabake.foreign.Secrets;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Spelling;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts options of sd-scripts into the draft, as a config has them: under their own names, with
 * values that upstream takes without converting them.
 */
public final class OptionKeys {
  private final Draft draft;
  private final Ledger ledger;
  private final Catalog catalog;
  private final Path base;

  /**
   * @param base against which relative paths count
   */
  public OptionKeys(Draft draft, Ledger ledger, Catalog catalog, Path base) {
    this.draft = draft;
    this.ledger = ledger;
    this.catalog = catalog;
    this.base = base;
  }

  /**
   * Takes one key of a config.
   *
   * @param key as the ledger has it
   * @param name of the option
   */
  public void take(String key, String name, Object raw, @Nullable Place place) {
    Option option = catalog.option(name).orElse(null);
    if (option == null) {
      unknown(key, name, raw);
    } else if (raw.equals("") && isNamed(option) && !isAsked(name)) {
      ledger.unset(key);
    } else if (option.note().secret() || Secrets.isOne(new SourceKey(name, raw, place))) {
      ledger.secret(key, Secrets.where(name));
    } else {
      Optional<Object> value = value(option, raw);
      if (value.isEmpty()) {
        String wanted = (option.list() ? "a list, each item " : "") + option.type().description();
        ledger.question(key, "it should be " + wanted + ": say what was meant", target(name));
      } else {
        put(key, option, value.get(), place);
        if (!fits(option, raw)) {
          ledger.ranOtherwise(
              key,
              "sd-scripts stops at it or misreads it: it wants "
                  + option.type().description()
                  + " there and takes the values of a config as they are",
              name + " = " + value.get());
        }
      }
    }
  }

  /** Puts a value that is of the option's type into the draft, and judges it where it is a path. */
  public void put(String key, Option option, Object value, @Nullable Place place) {
    Object kept = value;
    String question = null;
    if (value instanceof String text && option.note().path() != PathKind.NONE) {
      ForeignPath path = judged(option, text);
      kept = path.value();
      question = path.question();
    }
    draft.train().set(option.name(), kept, place);
    if (question != null) {
      ledger.question(key, question, target(option.name()));
    } else {
      ledger.mapped(key, target(option.name()));
    }
  }

  /** What an output names need not be there; what looks like a name on the hub need not either. */
  private ForeignPath judged(Option option, String text) {
    ForeignPath path = ForeignPath.of(text, PathNames.of(option), base);
    boolean asIs = path.value().equals(text);
    return switch (option.note().path()) {
      case OUTPUT_FOLDER, OUTPUT_FILE -> asIs ? new ForeignPath(text, null) : path;
      case MODEL -> asIs && HubName.looksLikeOne(text, base) ? new ForeignPath(text, null) : path;
      case NONE, FILE, FOLDER -> path;
    };
  }

  private void unknown(String key, String name, Object raw) {
    if (Secrets.isOne(new SourceKey(name, raw, null))) {
      ledger.secret(key, Secrets.where(name));
      return;
    }
    ledger.dropped(key, unknownText(catalog, name, "passes it by"));
  }

  /** Why an option that nobody knows is left out. */
  public static String unknownText(Catalog catalog, String name, String upstreamDoes) {
    String near =
        Spelling.nearest(name, catalog.options().stream().map(Option::name).toList())
            .map(found -> ": did you mean " + found + "?")
            .orElse("");
    return "sd-scripts knows no such option and " + upstreamDoes + near;
  }

  /** Whether an empty text says nothing, as there is no file and no token of that name. */
  private static boolean isNamed(Option option) {
    return option.note().path() != PathKind.NONE || option.note().secret();
  }

  private static boolean isAsked(String name) {
    return name.equals("pretrained_model_name_or_path") || name.equals("train_data_dir");
  }

  private static String target(String name) {
    return "train." + name;
  }

  private static Optional<Object> value(Option option, Object raw) {
    if (option.name().equals("resolution") && raw instanceof List<?> sides && !sides.isEmpty()) {
      return Optional.of(String.join(",", sides.stream().map(String::valueOf).toList()));
    }
    return OptionValue.of(option, raw);
  }

  /** Whether upstream's own code can work with the value as it stands. */
  private static boolean fits(Option option, Object raw) {
    if (option.list()) {
      return raw instanceof Number
          || (raw instanceof List<?> items
              && items.stream().allMatch(item -> fitsOne(option, item)));
    }
    return fitsOne(option, raw);
  }

  private static boolean fitsOne(Option option, Object raw) {
    return switch (option.type()) {
      case BOOL -> raw instanceof Boolean;
      case INT -> raw instanceof Long;
      case FLOAT, INT_OR_FLOAT -> raw instanceof Number;
      case STR, PATH -> raw instanceof String;
    };
  }
}
