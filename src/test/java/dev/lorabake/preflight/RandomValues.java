package dev.lorabake.preflight;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Option;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Values for options and dataset keys: good ones, and ones that are nearly so. */
public final class RandomValues {
  private static final Catalog CATALOG = Catalog.bundled();

  private final Random random;

  public RandomValues(Random random) {
    this.random = random;
  }

  public Object good(Option option, String script) {
    List<String> choices = option.in(script).choices();
    if (!choices.isEmpty()) {
      String choice = pick(choices);
      return switch (option.type()) {
        case INT -> Long.parseLong(choice);
        case BOOL, FLOAT, STR, PATH, INT_OR_FLOAT -> choice;
      };
    }
    Object one =
        switch (option.type()) {
          case BOOL -> random.nextInt(5) > 0;
          case INT -> whole(option);
          case FLOAT -> number(option);
          case INT_OR_FLOAT -> pick(List.of(0L, 10L, 100L, 0.1, 0.05));
          case STR, PATH -> text(option);
        };
    return option.list() ? List.of(one) : one;
  }

  private Object whole(Option option) {
    long low = option.note().min() == null ? 0 : (long) Math.ceil(option.note().min());
    long high = option.note().max() == null ? low + 20 : option.note().max().longValue();
    return low + random.nextLong(Math.max(1, high - low + 1));
  }

  private Object number(Option option) {
    double low = option.note().min() == null ? 0 : option.note().min();
    double high = option.note().max() == null ? low + 1 : option.note().max();
    double value = low + (high - low) * (1 + random.nextInt(9)) / 10;
    return value == Math.rint(value) && random.nextBoolean() ? (Object) (long) value : value;
  }

  private Object text(Option option) {
    return switch (option.name()) {
      case "optimizer_type" -> pick(CATALOG.optimizers().stream().map(o -> o.name()).toList());
      case "lr_scheduler" -> pick(CATALOG.schedulers().stream().map(s -> s.name()).toList());
      case "network_args" -> pick(List.of("conv_dim=4", "rank_dropout=0.1", "conv_alpha=1"));
      case "optimizer_args" -> pick(List.of("weight_decay=0.01", "eps=1e-8"));
      default ->
          switch (option.note().path()) {
            case NONE -> pick(List.of("cat", "a cat", "1", "ä"));
            case FILE, MODEL -> "model.safetensors";
            case FOLDER -> "images";
            case OUTPUT_FOLDER -> "out";
            case OUTPUT_FILE -> "new.toml";
          };
    };
  }

  /** Of another TOML type, or of the right one and refused by it. */
  Object wrong(Option option, String script) {
    Object good = good(option, script);
    return switch (random.nextInt(7)) {
      case 0 -> good.toString().toLowerCase(Locale.ROOT);
      case 1 -> List.of(good instanceof List<?> items ? items.getFirst() : good);
      case 2 -> good instanceof List<?> items ? items.getFirst() : List.of(good, good);
      case 3 -> pick(List.of("true", "1", "8", "0.5", "yes", ""));
      case 4 -> pick(List.of(1L, 0L, -1L));
      case 5 -> pick(List.of(8.0, 0.5, 1e-4));
      default -> random.nextBoolean();
    };
  }

  Object good(DatasetKey key) {
    return switch (key.type()) {
      case INT -> 1L + random.nextInt(3);
      case FLOAT -> random.nextInt(10) / 10.0;
      case NUMBER -> random.nextBoolean() ? (Object) 1L : 0.5;
      case BOOL -> random.nextBoolean();
      case STR -> pick(List.of(".txt", "cat", ","));
      case SIZE -> 1024L;
      case RANGE -> List.of(1.0, 2.0);
      case TABLE -> Map.of("key", "value");
    };
  }

  Object wrong(DatasetKey key) {
    Object good = good(key);
    return switch (random.nextInt(6)) {
      case 0 -> good.toString();
      case 1 -> List.of(good);
      case 2 -> "true";
      case 3 -> pick(List.of(1L, 0L));
      case 4 -> pick(List.of(1.0, 0.5));
      default -> random.nextBoolean();
    };
  }

  /** Words of the command line: as they should be, or as Python and Java may read differently. */
  List<String> words(Option option, String script) {
    if (option.isSwitch()) {
      return List.of();
    }
    if (option.list()) {
      return List.of(good(option, script).toString().replaceAll("[\\[\\]]", ""));
    }
    return List.of(
        random.nextBoolean()
            ? good(option, script).toString()
            : pick(
                List.of(
                    "8",
                    " 8 ",
                    "+8",
                    "-8",
                    "8.0",
                    "0x10",
                    "010",
                    "1_000",
                    "1e3",
                    "1e-4",
                    ".5",
                    "5.",
                    "1f",
                    "1d",
                    "0x1p3",
                    "nan",
                    "NaN",
                    "inf",
                    "Infinity",
                    "-inf",
                    "",
                    "10%",
                    "0.5%",
                    "true",
                    "none",
                    "1,5",
                    "1e999")));
  }

  /** A letter lost, doubled, swapped or of another case, or hyphens for underscores. */
  String misspelt(String name) {
    if (name.length() < 3) {
      return name + "x";
    }
    int at = 1 + random.nextInt(name.length() - 2);
    return switch (random.nextInt(5)) {
      case 0 -> name.substring(0, at) + name.substring(at + 1);
      case 1 -> name.substring(0, at) + name.charAt(at) + name.substring(at);
      case 2 ->
          name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
      case 3 -> name.replace('_', '-') + (name.indexOf('_') < 0 ? "s" : "");
      default -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    };
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
