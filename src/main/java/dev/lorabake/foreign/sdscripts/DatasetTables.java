package dev.lorabake.foreign.sdscripts;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignPath;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.json.JsonTree;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Spelling;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the tables of a dataset config into the draft: {@code [general]}, {@code [[datasets]]} and
 * {@code [[datasets.subsets]]} ({@code load_user_config} of library/config_util.py).
 */
public final class DatasetTables {
  private static final Map<String, String> PATHS =
      Map.of(
          "image_dir", "folder of training images",
          "metadata_file", "metadata file",
          "conditioning_data_dir", "folder of masks or conditioning images");

  private static final String NO_TABLE = "sd-scripts wants a table there";

  private final Draft draft;
  private final Ledger ledger;
  private final Catalog catalog;
  private final Path base;
  private final Function<String, @Nullable Place> places;

  /**
   * @param places where a dotted key stands
   */
  public DatasetTables(
      Draft draft,
      Ledger ledger,
      Catalog catalog,
      Path base,
      Function<String, @Nullable Place> places) {
    this.draft = draft;
    this.ledger = ledger;
    this.catalog = catalog;
    this.base = base;
    this.places = places;
  }

  /**
   * Takes all of it; its keys stand in the ledger already.
   *
   * @param prefix before each of them
   */
  public void take(Map<?, ?> root, String prefix) {
    root.forEach((name, value) -> {
      String key = JsonTree.member(prefix, String.valueOf(name));
      if (name.equals("general") && value instanceof Map<?, ?> general) {
        table(draft.general(), general, key, "general", "general");
      } else if (name.equals("datasets") && value instanceof List<?> datasets) {
        datasets(datasets, key);
      } else {
        refused(key, value, String.valueOf(name), List.of("general", "datasets"));
      }
    });
  }

  private void datasets(List<?> datasets, String key) {
    if (datasets.isEmpty()) {
      unset(key);
    } else if (ledger.has(key)) {
      ledger.dropped(key, NO_TABLE);
    }
    for (int i = 0; i < datasets.size(); i++) {
      String above = JsonTree.item(key, i);
      if (!(datasets.get(i) instanceof Map<?, ?> table)) {
        drop(above, NO_TABLE);
        continue;
      }
      Draft.Dataset dataset = draft.dataset();
      String target = "datasets[" + (draft.datasets().size() - 1) + "]";
      table(dataset.keys(), table, above, "dataset", target);
      if (table.get("subsets") instanceof List<?> subsets) {
        subsets(dataset, subsets, JsonTree.member(above, "subsets"), target);
      }
    }
  }

  private void subsets(Draft.Dataset dataset, List<?> subsets, String key, String target) {
    for (int i = 0; i < subsets.size(); i++) {
      String above = JsonTree.item(key, i);
      if (subsets.get(i) instanceof Map<?, ?> table) {
        table(dataset.subset(), table, above, "subset", target + ".subsets[" + i + "]");
      } else {
        drop(above, NO_TABLE);
      }
    }
  }

  /** One table of one of the three levels. */
  public void table(
      Draft.Table table, Map<?, ?> members, String above, String level, String target) {
    if (members.isEmpty()) {
      unset(above);
    }
    members.forEach((member, value) -> {
      String name = String.valueOf(member);
      String key = JsonTree.member(above, name);
      if (level.equals("dataset") && name.equals("subsets") && value instanceof List<?> list) {
        if (list.isEmpty()) {
          unset(key);
        } else {
          drop(key, NO_TABLE); // a list of plain values is one key
        }
        return;
      }
      DatasetKey known = catalog.datasetKey(name).orElse(null);
      if (known == null || value == null) {
        refused(key, value, name, catalog.datasetKeys().stream().map(DatasetKey::name).toList());
      } else {
        put(table, key, name, value, target + "." + name);
      }
    });
  }

  /** One key that a dataset config has. */
  private void put(Draft.Table table, String key, String name, Object value, String target) {
    String what = PATHS.get(name);
    if (what != null && value instanceof String text) {
      ForeignPath path = ForeignPath.of(text, what, base);
      table.set(name, path.value(), places.apply(key));
      if (path.question() != null) {
        ledger.question(key, path.question(), target);
        return;
      }
    } else {
      table.set(name, value, places.apply(key));
    }
    accountAll(key, value, leaf -> ledger.mapped(leaf, target));
  }

  private void refused(String key, @Nullable Object value, String name, List<String> known) {
    String near =
        Spelling.nearest(name, known).map(found -> ": did you mean " + found + "?").orElse("");
    accountAll(key, value, leaf -> ledger.dropped(leaf, "sd-scripts stops at such a key" + near));
  }

  private void unset(String key) {
    if (ledger.has(key)) {
      ledger.unset(key);
    }
  }

  private void drop(String key, String why) {
    if (ledger.has(key)) {
      ledger.dropped(key, why);
    }
  }

  /** Calls for every key that the ledger has for this value. */
  private void accountAll(String key, @Nullable Object value, Consumer<String> each) {
    if (ledger.has(key)) {
      each.accept(key);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, inner) -> accountAll(JsonTree.member(key, String.valueOf(name)), inner, each));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        accountAll(JsonTree.item(key, i), list.get(i), each);
      }
    }
  }
}
