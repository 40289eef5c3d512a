package dev.lorabake.foreign.loraeasy;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader.Surroundings;
import dev.lorabake.foreign.Imported;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.SourceTree;
import dev.lorabake.foreign.sdscripts.CompanionFiles;
import dev.lorabake.foreign.sdscripts.Given;
import dev.lorabake.foreign.sdscripts.TrainSettings;
import dev.lorabake.json.JsonTree;
import dev.lorabake.recipe.RecipeFormat;
import dev.lorabake.recipe.TomlTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One such file on its way into a recipe. */
final class LoraEasyImport {
  private final ForeignFile main;
  private final Catalog catalog;
  private final Path base;
  private final TomlTree toml;
  private final Ledger ledger;
  private final Draft draft = new Draft();
  private final CompanionFiles files;
  private final Map<String, Given> options = new LinkedHashMap<>();
  private final ToolArguments arguments;
  private boolean flux;

  LoraEasyImport(ForeignFile main, List<ForeignFile> companions, Surroundings surroundings) {
    this.main = main;
    this.catalog = surroundings.catalog();
    this.base = surroundings.workingFolder();
    this.toml = TomlTree.parse(main.path(), main.text());
    this.ledger = Ledger.of(SourceTree.keys(toml.root(), "", toml::place));
    this.files = new CompanionFiles(main, companions, base);
    this.arguments = new ToolArguments(draft, ledger, toml);
  }

  Imported imported() {
    ToolDatasets datasets = new ToolDatasets(draft, ledger, catalog, base, toml);
    toml.root()
        .forEach((name, value) -> {
          if (name.equals("subsets")) {
            datasets.subsets(value);
          } else if (name.equals("train_mode")) {
            mode(value);
          } else {
            tab(name, value, datasets);
          }
        });
    ToolKeys keys = new ToolKeys(draft, ledger, catalog, options, flux);
    List<Given> givens = keys.take();
    new TrainSettings(draft, ledger, catalog, base, files).take(givens);
    keys.judge();
    files.refuseUnused();
    return new Imported(
        RecipeFormat.LORA_EASY,
        "LoRA_Easy_Training_Scripts",
        files.paths(),
        base,
        draft.parts(),
        keys.script(),
        ledger.accounts(),
        ledger.additions());
  }

  /**
   * @throws UserError for another kind of training than LoRA
   */
  private void mode(Object value) {
    Object mode = value instanceof Map<?, ?> table ? table.get("train_mode") : value;
    if ("textual_inversion".equals(mode)) {
      throw new UserError(
          main.path() + " trains a textual inversion, and lorabake trains LoRA only",
          "import a config whose train_mode is lora");
    }
    SourceTree.keys(Map.of("train_mode", value), "", toml::place)
        .forEach(key -> {
          if ("lora".equals(key.value())) {
            ledger.mappedAs(key.key(), "lorabake trains nothing else");
          } else {
            ledger.question(key.key(), "lorabake trains LoRA only: was that meant?");
          }
        });
  }

  private void tab(String name, Object value, ToolDatasets datasets) {
    if (!(value instanceof Map<?, ?> parts)) {
      drop(name, value, "the tool looks into tables only");
      return;
    }
    if (parts.isEmpty()) {
      ledger.unset(JsonTree.member("", name));
    }
    parts.forEach((part, members) -> {
      String above = JsonTree.member(JsonTree.member("", name), String.valueOf(part));
      if (!(members instanceof Map<?, ?> table)
          || !(part.equals("args") || part.equals("dataset_args"))) {
        drop(above, members, "the tool reads args and dataset_args only");
      } else if (table.isEmpty()) {
        ledger.unset(above);
      } else if (part.equals("args")) {
        flux |= name.equals("flux_args");
        table.forEach((key, inner) -> take(above, String.valueOf(key), inner));
      } else {
        datasets.general(table, above);
      }
    });
  }

  private void take(String above, String name, Object value) {
    String key = JsonTree.member(above, name);
    if (arguments.take(name, key, value)) {
      return;
    }
    if (!ledger.has(key)) {
      drop(key, value, "sd-scripts takes no table there");
      return;
    }
    Given before = options.remove(name);
    if (before != null) {
      ledger.dropped(before.key(), "it stands again as " + key + ", and the last one counts");
    }
    options.put(name, new Given(key, name, value, toml.place(key)));
  }

  /** Every key at or below this one. */
  private void drop(String key, Object value, String why) {
    List<String> leaves = new ArrayList<>();
    if (ledger.has(key)) {
      leaves.add(key);
    } else if (value instanceof Map<?, ?> map) {
      SourceTree.keys(map, key, toml::place).forEach(leaf -> leaves.add(leaf.key()));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        drop(JsonTree.item(key, i), list.get(i), why);
      }
    }
    leaves.forEach(leaf -> ledger.dropped(leaf, why));
  }
}
