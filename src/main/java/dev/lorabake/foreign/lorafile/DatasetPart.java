package dev.lorabake.foreign.lorafile;

import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.foreign.Draft;
import dev.lorabake.json.JsonTree;
import dev.lorabake.recipe.Placeholder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The datasets. A training with a dataset config leaves them in {@code ss_datasets}; one with
 * {@code train_data_dir} leaves the names of its folders. Where they lay is never told.
 */
final class DatasetPart {
  private static final String DATASETS = "ss_datasets";
  private static final String FOLDERS = "ss_dataset_dirs";
  private static final String REGULARISATION = "ss_reg_dataset_dirs";
  private static final int MOST_NAMES = 4;

  private static final Map<String, String> OTHER_NAMES =
      Map.of("batch_size_per_device", "batch_size");

  private static final Map<String, String> COUNTED =
      Map.of(
          "is_dreambooth", "whether it had a metadata file, as its subsets say too",
          "num_train_images", "counted from the images of that time",
          "num_reg_images", "counted from the images of that time",
          "img_count", "counted from the images of that time",
          "tag_frequency", "counted from the captions of that time",
          "bucket_info", "counted from the images of that time");

  private static final Map<String, String> PATHS =
      Map.of("image_dir", "folder of images", "metadata_file", "metadata file");

  private final Target target;

  DatasetPart(Target target) {
    this.target = target;
  }

  void read() {
    Optional<Object> datasets = target.metadata().tree(DATASETS);
    if (datasets.orElse(null) instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        dataset(JsonTree.item(DATASETS, i), list.get(i));
      }
      target.took(DATASETS);
      alreadySaid(FOLDERS);
      alreadySaid(REGULARISATION);
      return;
    }
    folders(FOLDERS, "train_data_dir", "training");
    folders(REGULARISATION, "reg_data_dir", "regularisation");
  }

  private void dataset(String above, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return;
    }
    Draft.Dataset dataset = target.draft().dataset();
    String place = "datasets[" + (target.draft().datasets().size() - 1) + "]";
    map.forEach((key, item) -> {
      String name = String.valueOf(key);
      if (name.equals("subsets") && item instanceof List<?> subsets) {
        for (int i = 0; i < subsets.size(); i++) {
          subset(JsonTree.item(JsonTree.member(above, name), i), subsets.get(i), dataset, place);
        }
      } else {
        setting(above, name, item, dataset.keys(), place);
      }
    });
  }

  private void subset(String above, Object value, Draft.Dataset dataset, String place) {
    if (value instanceof Map<?, ?> map) {
      String within = place + ".subsets[" + dataset.subsets().size() + "]";
      Draft.Table table = dataset.subset();
      map.forEach((key, item) -> setting(above, String.valueOf(key), item, table, within));
    }
  }

  private void setting(String above, String name, Object value, Draft.Table table, String place) {
    String key = JsonTree.member(above, name);
    if (!target.ledger().has(key)) {
      return; // a tree where a value is expected: its own keys come out as unknown
    }
    String counted = COUNTED.get(name);
    String option = OTHER_NAMES.getOrDefault(name, name);
    Optional<DatasetKey> known = target.catalog().datasetKey(option);
    if (counted != null) {
      target.ledger().dropped(key, counted);
    } else if (!Metadata.says(String.valueOf(value)) || isEmpty(value)) {
      target.ledger().unset(key);
    } else if (PATHS.containsKey(name)) {
      path(key, name, String.valueOf(value), table, place);
    } else if (known.isPresent()) {
      known(key, option, value, table, place);
    }
  }

  private static boolean isEmpty(Object value) {
    return (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private void known(String key, String option, Object value, Draft.Table table, String place) {
    boolean off = Boolean.FALSE.equals(value) || (option.equals("keep_tokens") && isZero(value));
    if (off) {
      target.ledger().mappedAs(key, "what sd-scripts does without it");
      return;
    }
    if (value instanceof Map<?, ?>) {
      return;
    }
    Object said = value;
    if (option.equals("resolution")
        && value instanceof List<?> sides
        && sides.size() == 2
        && sides.get(0).equals(sides.get(1))) {
      said = sides.get(0);
    }
    table.set(option, said, null);
    target.ledger().mapped(key, place + "." + option);
  }

  private static boolean isZero(Object value) {
    return value instanceof Number number && number.doubleValue() == 0;
  }

  private void path(String key, String name, String value, Draft.Table table, String place) {
    String what = PATHS.getOrDefault(name, name);
    table.set(name, Placeholder.of(what + ", was " + value), null);
    target
        .ledger()
        .question(
            key, "only its name was kept, not where it lay: name the " + what, place + "." + name);
  }

  private void alreadySaid(String above) {
    target.took(above);
    Map<String, Map<?, ?>> folders = folders(above);
    folders.forEach((key, facts) ->
        facts
            .keySet()
            .forEach(fact -> {
              String inner = JsonTree.member(key, String.valueOf(fact));
              if (target.ledger().has(inner)) {
                target.ledger().dropped(inner, "ss_datasets says it too");
              }
            }));
    if (target.ledger().has(above)) {
      target.ledger().unset(above);
    }
  }

  /** The facts of each folder by its key in the ledger. */
  private Map<String, Map<?, ?>> folders(String above) {
    Map<String, Map<?, ?>> folders = new LinkedHashMap<>();
    if (target.metadata().tree(above).orElse(null) instanceof Map<?, ?> map) {
      map.forEach((name, facts) -> {
        if (facts instanceof Map<?, ?> known) {
          folders.put(JsonTree.member(above, String.valueOf(name)), known);
        }
      });
    }
    return folders;
  }

  private void folders(String above, String option, String what) {
    if (target.ledger().has(above)) {
      target.ledger().unset(above); // it is empty
    }
    target.took(above);
    if (!(target.metadata().tree(above).orElse(null) instanceof Map<?, ?> map)) {
      return;
    }
    List<String> names = new ArrayList<>();
    map.keySet().forEach(name -> names.add(String.valueOf(name)));
    boolean files = names.stream().allMatch(name -> name.endsWith(".json"));
    String asked = files ? "in_json" : option;
    String shown =
        names.stream().limit(MOST_NAMES).collect(Collectors.joining(" and "))
            + (names.size() > MOST_NAMES ? " and more" : "");
    Set<String> targets = files ? Set.of("in_json", option) : Set.of(asked);
    if (files) {
      target.draft().train().set(asked, Placeholder.of("metadata file, was " + shown), null);
      target.draft().train().set(option, Placeholder.of("folder of " + what + " images"), null);
    } else {
      target.draft().train().set(option, Placeholder.of("folder that holds " + shown), null);
    }
    folders(above)
        .forEach((key, facts) ->
            facts
                .keySet()
                .forEach(fact -> {
                  String inner = JsonTree.member(key, String.valueOf(fact));
                  if (!target.ledger().has(inner)) {
                    return;
                  }
                  if (fact.equals("n_repeats")) {
                    target
                        .ledger()
                        .question(
                            inner,
                            "only the names of the folders were kept, not where they lay",
                            targets.stream()
                                .map(each -> "train." + each)
                                .sorted()
                                .toArray(String[]::new));
                  } else if (fact.equals("img_count")) {
                    target.ledger().dropped(inner, "counted from the images of that time");
                  }
                }));
  }
}
