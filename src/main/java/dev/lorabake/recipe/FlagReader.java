package dev.lorabake.recipe;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Turns words of the command line into settings, by the types of upstream's own parser. */
final class FlagReader {
  private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=[0-9])_(?=[0-9])");
  private static final Pattern NUMBER = Pattern.compile("[-+.0-9eE]+");

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
      return words.isEmpty() || switchValue(option, words.getFirst());
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

  private static boolean switchValue(Option option, String word) {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(option, word);
    };
  }

  private Object single(Option option, String word) {
    try {
      return switch (option.type()) {
        case BOOL -> switchValue(option, word);
        case INT -> Long.parseLong(digits(word));
        case FLOAT -> real(word);
        case INT_OR_FLOAT -> stepsOrRatio(word.strip());
        case STR, PATH -> absolute(option, word);
      };
    } catch (NumberFormatException e) {
      throw wrong(option, word);
    }
  }

  /** As {@code int_or_float} of library/train_util.py: a percentage, a ratio below 1, or steps. */
  private static Object stepsOrRatio(String word) {
    if (word.endsWith("%")) {
      return real(word.substring(0, word.length() - 1)) / 100;
    }
    double number = real(word);
    if (number < 1) {
      return number;
    }
    return Long.parseLong(digits(word));
  }

  /**
   * What is infinite or no number is refused, though Python reads it: no option has a use for it.
   */
  private static double real(String word) {
    double number = Double.parseDouble(digits(word));
    if (Double.isInfinite(number)) {
      throw new NumberFormatException(word);
    }
    return number;
  }

  /**
   * The characters of a number, without the underscores that Python allows between digits.
   *
   * @throws NumberFormatException where Java would read what Python does not, such as {@code 1f}
   */
  private static String digits(String word) {
    String plain = BETWEEN_DIGITS.matcher(word.strip()).replaceAll("");
    if (!NUMBER.matcher(plain).matches()) {
      throw new NumberFormatException(word);
    }
    return plain;
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
