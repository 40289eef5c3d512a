package dev.lorabake.foreign.sdscripts;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.JsonSource;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.foreign.SourceTree;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.TomlTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A dataset config in a file of its own, TOML or JSON. */
public final class DatasetConfigFile {
  private final Map<?, ?> root;
  private final Function<String, @Nullable Place> places;

  private DatasetConfigFile(Map<?, ?> root, Function<String, @Nullable Place> places) {
    this.root = root;
    this.places = places;
  }

  /** Whether it is one, told from its content. */
  public static boolean is(ForeignFile file) {
    if (!file.isText() || !file.isWhole() || file.length() > CompanionFiles.MOST_BYTES) {
      return false;
    }
    try {
      return is(read(file).root);
    } catch (UserError e) {
      return false;
    }
  }

  /** Whether a file with this in it is one: datasets and nothing of a training. */
  static boolean is(Map<?, ?> root) {
    return root.get("datasets") instanceof List<?>
        && Set.of("general", "datasets").containsAll(root.keySet());
  }

  /**
   * Reads it.
   *
   * @throws UserError when it is neither TOML nor JSON
   */
  public static DatasetConfigFile read(ForeignFile file) {
    if (file.text().stripLeading().startsWith("{")) {
      JsonSource json =
          JsonSource.of(file)
              .orElseThrow(() ->
                  new UserError(file.path() + " is no whole JSON", "mend it, or write it as TOML"));
      return new DatasetConfigFile(json.root(), json::place);
    }
    TomlTree toml = TomlTree.parse(file.path(), file.text());
    return new DatasetConfigFile(toml.root(), toml::place);
  }

  /**
   * Puts it into the draft and accounts for its keys.
   *
   * @param prefix before each key in the ledger
   */
  public void take(String prefix, Draft draft, Ledger ledger, Catalog catalog, Path base) {
    Function<String, @Nullable Place> placed =
        key -> places.apply(key.substring(Math.min(key.length(), prefix.length() + 1)));
    List<SourceKey> keys = SourceTree.keys(root, prefix, placed);
    keys.forEach(ledger::open);
    new DatasetTables(draft, ledger, catalog, base, placed).take(root, prefix);
  }
}
