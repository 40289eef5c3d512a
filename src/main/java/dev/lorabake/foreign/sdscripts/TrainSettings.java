package dev.lorabake.foreign.sdscripts;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignPath;
import dev.lorabake.foreign.ImageFolders;
import dev.lorabake.foreign.Ledger;
import dev.lorabake.recipe.Placeholder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a draft of the options of a training, with the files that they name. */
public final class TrainSettings {
  /** Options that name where images come from; beside a dataset config upstream passes them by. */
  private static final List<String> FOLDERS = List.of("train_data_dir", "reg_data_dir", "in_json");

  /** Options about a config file as such, which mean nothing within one. */
  private static final Set<String> OF_THE_FILE = Set.of("config_file", "output_config");

  private final Draft draft;
  private final Ledger ledger;
  private final Catalog catalog;
  private final Path base;
  private final CompanionFiles files;
  private final OptionKeys options;

  /**
   * @param base against which relative paths count
   */
  public TrainSettings(
      Draft draft, Ledger ledger, Catalog catalog, Path base, CompanionFiles files) {
    this.draft = draft;
    this.ledger = ledger;
    this.catalog = catalog;
    this.base = base;
    this.files = files;
    this.options = new OptionKeys(draft, ledger, catalog, base);
  }

  /**
   * Takes them all, each name once.
   *
   * @throws UserError when a dataset config that they name cannot be read
   */
  public void take(List<Given> givens) {
    Map<String, Given> special = new LinkedHashMap<>();
    for (Given given : givens) {
      String name = given.name();
      if (OF_THE_FILE.contains(name)) {
        ledger.dropped(given.key(), "it names the config itself");
      } else if (name.equals("dataset_config")
          || name.equals("sample_prompts")
          || FOLDERS.contains(name)) {
        special.put(name, given);
      } else {
        options.take(given.key(), name, given.raw(), given.place());
      }
    }
    datasets(special);
    prompts(special.get("sample_prompts"));
  }

  private void datasets(Map<String, Given> special) {
    Given config = special.get("dataset_config");
    if (config != null && config.raw().equals("")) {
      ledger.unset(config.key());
      config = null;
    }
    Optional<ForeignFile> file =
        config == null
            ? files.unused(DatasetConfigFile::is)
            : files.find(String.valueOf(config.raw()));
    if (file.isPresent()) {
      DatasetConfigFile.read(file.get())
          .take(files.prefix(file.get()), draft, ledger, catalog, base);
    }
    if (config != null && file.isPresent()) {
      ledger.mapped(config.key(), "datasets");
    } else if (config != null) {
      ask(config);
    }
    if (config != null || !draft.datasets().isEmpty()) {
      for (String name : FOLDERS) {
        Given passed = special.get(name);
        if (passed != null) {
          ledger.dropped(passed.key(), "sd-scripts passes it by beside a dataset config");
        }
      }
    } else {
      folders(special.get("train_data_dir"), special.get("reg_data_dir"), special.get("in_json"));
    }
  }

  /** A recipe cannot be read that names a dataset config which is not there. */
  private void ask(Given config) {
    String folder = Placeholder.of("folder of training images");
    draft.train().set("train_data_dir", folder, config.place());
    ledger.question(config.key(), ImageFolders.NO_CONFIG, "train.train_data_dir");
  }

  private void folders(
      @Nullable Given train, @Nullable Given regularisation, @Nullable Given json) {
    if (json != null) {
      options.take(json.key(), json.name(), json.raw(), json.place());
    }
    Given others = regularisation;
    if (others != null && others.raw().equals("")) {
      ledger.unset(others.key());
      others = null;
    }
    ImageFolders.take(
        draft, ledger, base, named(train), named(others), json != null && !json.raw().equals(""));
  }

  private static ImageFolders.@Nullable Named named(@Nullable Given given) {
    return given == null
        ? null
        : new ImageFolders.Named(given.key(), String.valueOf(given.raw()), given.place());
  }

  private void prompts(@Nullable Given given) {
    if (given == null) {
      return;
    }
    String path = String.valueOf(given.raw());
    if (path.isEmpty()) {
      ledger.unset(given.key());
      return;
    }
    Optional<ForeignFile> file = files.find(path);
    boolean taken =
        file.isPresent() && PromptsFile.take(file.get(), files.prefix(file.get()), draft, ledger);
    if (taken) {
      ledger.mapped(given.key(), "sample");
    } else {
      leave(given, "file of sample prompts");
    }
  }

  /** Leaves the path of a file as it is, with whatever there is to ask about it. */
  private void leave(Given given, String what) {
    ForeignPath path = ForeignPath.of(String.valueOf(given.raw()), what, base);
    draft.train().set(given.name(), path.value(), given.place());
    if (path.question() == null) {
      ledger.mapped(given.key(), "train." + given.name());
    } else {
      ledger.question(given.key(), path.question(), "train." + given.name());
    }
  }
}
