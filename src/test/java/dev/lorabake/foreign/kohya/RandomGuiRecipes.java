package dev.lorabake.foreign.kohya;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.NetworkType;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import dev.lorabake.preflight.RandomValues;
import dev.lorabake.recipe.TomlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes recipes of any family and network, with options of any kind and good values, whose paths
 * exist below the folder.
 */
final class RandomGuiRecipes {
  static final Catalog CATALOG = Catalog.bundled();

  private static final Set<String> LEFT_OUT =
      Set.of(
          "config_file",
          "output_config",
          "dataset_config",
          "dataset_class",
          "in_json",
          "train_data_dir",
          "resume",
          "resume_from_huggingface",
          "use_8bit_adam",
          "use_lion_optimizer",
          "v2",
          "model_type",
          "network_module",
          "network_args",
          "network_train_unet_only",
          "network_train_text_encoder_only",
          "output_dir",
          "sample_prompts",
          "wandb_api_key",
          "huggingface_token");

  private final Random random;
  private final RandomValues values;
  private final Family family;
  private final NetworkType network;
  private final Path folder;
  private final long seed;

  private RandomGuiRecipes(long seed, Path folder) {
    this.seed = seed;
    random = new Random(seed * 6151 + 5);
    values = new RandomValues(random);
    family = pick(List.copyOf(CATALOG.families()));
    network =
        pick(
            CATALOG.networks().stream()
                .filter(one -> one.modules().containsKey(family.id()))
                .toList());
    this.folder = folder;
  }

  /** What the recipes name; to be called once a folder. */
  static void makePaths(Path folder) throws IOException {
    for (String name :
        List.of("model", "vae", "data/10_cat", "reg/1_cat", "log", "out", "images")) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.createFile(folder.resolve("data/10_cat/1.png"));
    Files.createFile(folder.resolve("reg/1_cat/1.png"));
    Files.createFile(folder.resolve("file.toml"));
    Files.writeString(folder.resolve("prompts.txt"), "a cat --w 512\n\n# none\na dog --d 1\n");
  }

  /** The text of one. */
  static String make(long seed, Path folder) {
    return new RandomGuiRecipes(seed, folder).text();
  }

  private String text() {
    Map<String, Object> train = new LinkedHashMap<>();
    train.put("pretrained_model_name_or_path", at("model"));
    train.put("output_dir", at("out/" + seed)); // the GUI puts the prompts there
    family.requires().forEach(name -> train.putIfAbsent(name, at("file.toml")));
    if (random.nextInt(5) > 0) {
      train.put("network_dim", pick(List.of(4L, 16L, 64L, 512L, 100_000L)));
      train.put("network_alpha", pick(List.of(0L, 1L, 8L, 0.5)));
    }
    rates(train);
    for (int i = random.nextInt(30); i > 0; i--) {
      Option option =
          pick(
              CATALOG.options().stream()
                  .filter(one -> one.isIn(family.script()) && !LEFT_OUT.contains(one.name()))
                  .toList());
      train.put(option.name(), value(option));
    }
    List<String> args = arguments();
    if (!args.isEmpty()) {
      train.put("network_args", args);
    }
    boolean ownDatasets = random.nextBoolean();
    if (!ownDatasets) {
      train.put("train_data_dir", at("data"));
      train.put("resolution", pick(List.of("1024,1024", "512", 768L)));
      if (random.nextInt(4) == 0) {
        train.put("reg_data_dir", at("reg"));
      }
    } else {
      train.remove("reg_data_dir");
    }
    StringBuilder out = new StringBuilder("recipe = 1\nname = \"cat\"\n");
    out.append("family = \"").append(family.id()).append("\"\n");
    out.append("network = \"").append(network.id()).append("\"\n[train]\n");
    train.forEach((name, value) -> line(out, name, value));
    if (ownDatasets) {
      out.append("[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = ");
      out.append(TomlText.value(at("data/10_cat"))).append("\nnum_repeats = 3\n");
    }
    if (random.nextInt(3) == 0) {
      out.append("[[sample]]\nprompt = \"a cat, \\\"grey\\\"\"\nwidth = 512\nseed = 1\n");
    }
    if (random.nextInt(3) == 0) {
      out.append("[launch]\nnum_processes = ").append(1 + random.nextInt(3)).append('\n');
      out.append("num_cpu_threads_per_process = 4\nmain_process_ip = \"10.0.0.1\"\n");
    }
    return out.toString();
  }

  private void rates(Map<String, Object> train) {
    switch (random.nextInt(6)) {
      case 0 -> train.put("network_train_unet_only", true);
      case 1 -> train.put("network_train_text_encoder_only", true);
      default -> {}
    }
    if (random.nextBoolean()) {
      train.put("unet_lr", pick(List.of(1e-4, 0.0, 1.0, 3e-5)));
    }
    if (random.nextBoolean()) {
      train.put(
          "text_encoder_lr",
          pick(
              List.of(
                  List.of(1e-5),
                  List.of(1e-5, 1e-5),
                  List.of(1e-5, 2e-5),
                  List.of(0.0, 2e-5),
                  List.of(0.0),
                  List.of(1e-5, 2e-5, 3e-5))));
    }
    if (random.nextBoolean()) {
      train.put("learning_rate", pick(List.of(1e-4, 1.0, 5e-6)));
    }
  }

  private List<String> arguments() {
    List<String> args = new ArrayList<>();
    List<String> names = network.argNames(family.id());
    for (int i = random.nextInt(5); i > 0 && !names.isEmpty(); i--) {
      String name = pick(names);
      String value = argument(name);
      if (!name.equals("algo") && args.stream().noneMatch(arg -> arg.startsWith(name + "="))) {
        args.add(name + "=" + value);
      }
    }
    return args;
  }

  private String argument(String name) {
    return switch (name) {
      case "algo", "preset" -> "full";
      case "train_double_block_indices", "train_single_block_indices" ->
          pick(List.of("all", "0-3"));
      case "decompose_both" -> "True"; // LyCORIS takes False for true
      case "rank_dropout", "module_dropout" -> pick(List.of("0.1", "0", "0.0"));
      default -> {
        boolean list =
            name.endsWith("dims") || name.endsWith("alphas") || name.contains("lr_weight");
        boolean number =
            name.contains("dim")
                || name.contains("alpha")
                || name.contains("ratio")
                || name.contains("threshold");
        yield list
            ? pick(List.of("4,4,4", "1,0.5"))
            : pick(number ? List.of("4", "8.5", "1") : List.of("True", "False", "4", "1"));
      }
    };
  }

  private Object value(Option option) {
    PathKind kind = option.note().path();
    Object path =
        switch (kind) {
          case NONE, OUTPUT_FILE -> "";
          case FILE -> at("file.toml");
          case MODEL -> at("vae");
          case FOLDER -> at(option.name().equals("reg_data_dir") ? "reg" : "images");
          case OUTPUT_FOLDER -> at("log");
        };
    if (path.equals("")) {
      return values.good(option, family.script());
    }
    return option.list() ? List.of(path) : path;
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static void line(StringBuilder out, String name, Object value) {
    out.append(name).append(" = ").append(TomlText.value(value)).append('\n');
  }

  private <T> T pick(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
