package dev.lorabake.foreign.loraeasy;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.foreign.sdscripts.DatasetTables;
import dev.lorabake.json.JsonTree;
import dev.lorabake.recipe.TomlTree;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tool says of datasets: its backend writes one dataset with all subsets, and leaves out
 * what is zero, false or empty (utils/validation.py, utils/process.py).
 */
final class ToolDatasets {
  private final Draft draft;
  private final Ledger ledger;
  private final DatasetTables tables;
  private Draft.@Nullable Dataset dataset;

  ToolDatasets(Draft draft, Ledger ledger, Catalog catalog, Path base, TomlTree toml) {
    this.draft = draft;
    this.ledger = ledger;
    this.tables = new DatasetTables(draft, ledger, catalog, base, toml::place);
  }

  /** A table of what all subsets share. */
  void general(Map<?, ?> table, String above) {
    Map<String, Object> said = said(table, above);
    if (Long.valueOf(75).equals(said.get("max_token_length"))) {
      said.remove("max_token_length");
      ledger.dropped(
          JsonTree.member(above, "max_token_length"), "75 is what sd-scripts takes anyway");
    }
    take(draft.general(), said, above, "general", "general");
  }

  void subsets(Object value) {
    if (!(value instanceof List<?> subsets) || subsets.isEmpty()) {
      if (ledger.has("subsets")) {
        ledger.unset("subsets");
      }
      return;
    }
    if (ledger.has("subsets")) {
      ledger.dropped("subsets", "each subset is a table of its own");
      return;
    }
    for (int i = 0; i < subsets.size(); i++) {
      String above = JsonTree.item("subsets", i);
      if (subsets.get(i) instanceof Map<?, ?> table) {
        subset(table, above);
      } else if (ledger.has(above)) {
        ledger.dropped(above, "a subset is a table");
      }
    }
  }

  private void subset(Map<?, ?> table, String above) {
    if (table.isEmpty()) {
      ledger.unset(above);
      return;
    }
    Draft.Dataset block = dataset;
    if (block == null) {
      block = draft.dataset();
      dataset = block;
    }
    Map<String, Object> said = said(table, above);
    if (said.remove("name") != null) {
      ledger.dropped(
          JsonTree.member(above, "name"), "a subset has no name beyond the tool's own list");
    }
    Draft.Table subset = block.subset();
    take(
        subset, said, above, "subset", "datasets[0].subsets[" + (block.subsets().size() - 1) + "]");
  }

  private void take(
      Draft.Table table, Map<String, Object> said, String above, String level, String target) {
    if (!said.isEmpty()) {
      tables.table(table, said, above, level, target);
    }
  }

  /** Without what the backend leaves out, which is accounted for. */
  private Map<String, Object> said(Map<?, ?> table, String above) {
    Map<String, Object> said = new LinkedHashMap<>();
    table.forEach((name, value) -> {
      String key = JsonTree.member(above, String.valueOf(name));
      if (ToolKeys.isNothing(value) && ledger.has(key)) {
        ledger.unset(key);
      } else {
        said.put(String.valueOf(name), value);
      }
    });
    return said;
  }
}
