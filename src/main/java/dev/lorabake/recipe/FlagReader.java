package dev.lorabake.recipe;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Turns words of the command line into settings, by the types of upstream's own parser. */
final class FlagReader {
  private final Catalog catalog;
  private final Path workingFolder;

  FlagReader(Catalog catalog, Path workingFolder) {
    this.catalog = catalog;
    this.workingFolder = workingFolder;
  }

  /**
   * Converts each flag; of a repeated flag the last one wins, as in upstream's parser.
   *
   * @throws UserError for a value that the option's type does not take
   */
  List<Setting> read(List<Flag> flags) {
    List<Setting> settings = new ArrayList<>();
    for (Flag flag : flags) {
      Option option =
          catalog
              .option(flag.option())
              .orElseThrow(() -> new IllegalArgumentException("no option " + flag.option()));
      settings.add(new Setting(option.name(), value(option, flag.values()), Origin.FLAG, null));
    }
    return settings;
  }

  private Object value(Option option, List<String> words) {
    if (option.isSwitch()) {
      return words.isEmpty() ? true : single(option, words.getFirst());
    }
    if (option.list()) {
      return words.stream().map(word -> single(option, word)).toList();
    }
    if (words.size() != 1) {
      throw new UserError(
          "--" + option.name() + " has no value", "write --" + option.name() + " VALUE");
    }
    return single(option, words.getFirst());
  }

  private Object single(Option option, String word) {
    Object value = OptionText.value(option, word).orElseThrow(() -> wrong(option, word));
    return switch (option.type()) {
      case BOOL, INT, FLOAT, INT_OR_FLOAT -> value;
      case STR, PATH -> absolute(option, word);
    };
  }

  /** A flag's path counts from where the command runs, the recipe's paths from the recipe. */
  private Object absolute(Option option, String word) {
    PathKind kind = option.note().path();
    if (kind == PathKind.NONE || word.isEmpty() || word.startsWith("~")) {
      return word;
    }
    Path path = workingFolder.resolve(word).normalize();
    boolean namesHub = kind == PathKind.MODEL && !Files.exists(path);
    return namesHub ? word : path.toString();
  }

  private static UserError wrong(Option option, String word) {
    return new UserError(
        "--" + option.name() + " is \"" + word + "\", expected " + option.type().description(),
        "correct the value; lorabake explain " + option.name() + " tells what it takes");
  }
}
