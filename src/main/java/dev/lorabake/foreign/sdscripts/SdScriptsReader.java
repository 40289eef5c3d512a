package dev.lorabake.foreign.sdscripts;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader;
import dev.lorabake.foreign.Imported;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.SourceKey;
import dev.lorabake.foreign.SourceTree;
import dev.lorabake.recipe.RecipeFormat;
import dev.lorabake.recipe.TomlTree;
import dev.lorabake.recipe.Unread;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a config of sd-scripts, flat or in sections, with an account of every key. */
public final class SdScriptsReader implements ForeignReader {
  private static final Pattern KEY = Pattern.compile("(?m)^[ \\t]*([a-z][a-z0-9_]*)[ \\t]*=");
  private static final Set<String> TABLES = Set.of("general", "datasets");

  @Override
  public boolean isPlainConfig() {
    return true;
  }

  @Override
  public boolean recognises(ForeignFile file) {
    if (file.length() > CompanionFiles.MOST_BYTES || !namesAnOption(file.text())) {
      return false;
    }
    try {
      TomlTree toml = TomlTree.parse(file.path(), file.text());
      return !toml.isRecipe() && !DatasetConfigFile.is(toml.root());
    } catch (UserError e) {
      return true; // reading it tells what is wrong, and where
    }
  }

  /** Takes what front ends write among options; what is left are options. */
  public static List<Given> withoutFrontEnd(List<Given> givens, Draft draft, Ledger ledger) {
    return new FrontEndKeys(draft, ledger).take(givens);
  }

  private static boolean namesAnOption(String text) {
    Matcher keys = KEY.matcher(text);
    while (keys.find()) {
      if (Catalog.bundled().option(keys.group(1)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean isCompanion(ForeignFile file) {
    return DatasetConfigFile.is(file) || file.path().toString().endsWith(".txt");
  }

  @Override
  public Imported read(ForeignFile main, List<ForeignFile> companions, Surroundings surroundings) {
    TomlTree toml = TomlTree.parse(main.path(), main.text());
    Path base = surroundings.workingFolder();
    Catalog catalog = surroundings.catalog();
    List<SourceKey> keys = SourceTree.keys(toml.root(), "", toml::place);
    Ledger ledger = Ledger.of(keys);
    Draft draft = new Draft();
    CompanionFiles files = new CompanionFiles(main, companions, base);
    boolean datasets = toml.root().get("datasets") instanceof List<?>;
    List<Given> givens =
        Sections.flatten(toml.root(), "", toml::place, ledger, datasets ? TABLES : Set.of());
    FrontEndKeys front = new FrontEndKeys(draft, ledger);
    List<Given> options = front.take(givens);
    if (datasets) {
      embedded(toml, draft, ledger, catalog, base, keys, options);
    }
    new TrainSettings(draft, ledger, catalog, base, files).take(options);
    files.refuseUnused();
    stumbles(toml, ledger);
    return new Imported(
        RecipeFormat.SD_SCRIPTS_CONFIG,
        "sd-scripts config",
        files.paths(),
        base,
        draft.parts(),
        front.script().isEmpty() ? null : front.script(),
        ledger.accounts(),
        ledger.additions());
  }

  /** Datasets within the config: upstream looks for them in a file of their own only. */
  private static void embedded(
      TomlTree toml,
      Draft draft,
      Ledger ledger,
      Catalog catalog,
      Path base,
      List<SourceKey> keys,
      List<Given> options) {
    boolean elsewhere = options.stream().anyMatch(option -> option.name().equals("dataset_config"));
    Map<?, ?> root = toml.root();
    root.keySet().stream()
        .filter(TABLES::contains)
        .forEach(name ->
            keys.stream()
                .filter(key -> key.key().matches("\\Q" + name + "\\E([.\\[].*)?"))
                .forEach(key -> {
                  if (elsewhere) {
                    ledger.dropped(
                        key.key(), "sd-scripts takes the datasets of dataset_config alone");
                  } else {
                    ledger.ranOtherwise(
                        key.key(),
                        "sd-scripts looks for datasets in the file of dataset_config only",
                        "these datasets");
                  }
                }));
    if (!elsewhere) {
      Map<String, Object> tables = new LinkedHashMap<>();
      toml.root()
          .forEach((name, value) -> {
            if (TABLES.contains(name)) {
              tables.put(name, value);
            }
          });
      new DatasetTables(draft, ledger, catalog, base, toml::place).take(tables, "");
    }
  }

  /** What upstream's own reader of TOML trips over, so that it would not even start. */
  private static void stumbles(TomlTree toml, Ledger ledger) {
    for (Unread unread : toml.upstreamStumbles()) {
      if (ledger.has(unread.key())) {
        ledger.ranOtherwise(
            unread.key(), "the reader of TOML that sd-scripts uses stops at it", "its value");
      }
    }
  }
}
