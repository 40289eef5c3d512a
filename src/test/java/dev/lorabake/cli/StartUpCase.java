package dev.lorabake.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A small training as plain sd-scripts files, and what upstream makes of it.
 *
 * @param title names the mistake, or what is good
 * @param changes to the good files: {@code option = value}, {@code !option}; {@code @} before a
 *     name means the dataset table, {@code @@} its subset
 * @param words more words on the command line
 * @param deed done to the folder after its files are there
 */
record StartUpCase(String title, Outcome outcome, String changes, List<String> words, Deed deed) {

  /** What upstream does. */
  enum Outcome {
    /** It trains and writes the LoRA. */
    TRAINS,
    /** It ends, at whatever exit code, without a LoRA. */
    FAILS,
    /** The same, of something that is not always fatal: a warning says so. */
    FAILS_WARNED,
    /** It trains, and a setting that the files hold does nothing, or another thing. */
    PASSES_OVER
  }

  /** Something done to the folder. */
  interface Deed {
    void in(Path folder) throws IOException;
  }

  static StartUpCase trains(String title, String changes) {
    return new StartUpCase(title, Outcome.TRAINS, changes, List.of(), folder -> {});
  }

  static StartUpCase fails(String title, String changes) {
    return new StartUpCase(title, Outcome.FAILS, changes, List.of(), folder -> {});
  }

  static StartUpCase failsWarned(String title, String changes) {
    return new StartUpCase(title, Outcome.FAILS_WARNED, changes, List.of(), folder -> {});
  }

  static StartUpCase passesOver(String title, String changes) {
    return new StartUpCase(title, Outcome.PASSES_OVER, changes, List.of(), folder -> {});
  }

  StartUpCase word(String... more) {
    return new StartUpCase(title, outcome, changes, List.of(more), deed);
  }

  StartUpCase then(Deed change) {
    return new StartUpCase(title, outcome, changes, words, change);
  }

  /** Writes {@code config.toml} and {@code dataset.toml}; the pictures are there already. */
  void write(Path folder, Path model) throws IOException {
    Map<String, String> train = new LinkedHashMap<>();
    train.put("pretrained_model_name_or_path", quoted(model.resolve("model")));
    train.put("tokenizer_cache_dir", quoted(model.resolve("tokenizers")));
    train.put("dataset_config", "\"dataset.toml\"");
    train.put("output_dir", "\"out\"");
    train.put("output_name", "\"tiny\"");
    train.put("save_precision", "\"float\"");
    train.put("network_module", "\"networks.lora\"");
    train.put("network_dim", "4");
    train.put("network_alpha", "4");
    train.put("max_train_steps", "4");
    train.put("learning_rate", "1e-4");
    train.put("optimizer_type", "\"AdamW\"");
    train.put("mixed_precision", "\"no\"");
    train.put("sdpa", "true");
    train.put("cache_latents", "true");
    train.put("max_data_loader_n_workers", "0");
    train.put("seed", "1");
    Map<String, String> dataset = new LinkedHashMap<>();
    dataset.put("resolution", "64");
    dataset.put("batch_size", "2");
    dataset.put("caption_extension", "\".txt\"");
    Map<String, String> subset = new LinkedHashMap<>();
    subset.put("image_dir", "\"pictures\"");
    subset.put("num_repeats", "2");
    for (String line : changes.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      String name = line.split("=", 2)[0].strip().replaceAll("[!@]", "");
      Map<String, String> table =
          line.contains("@@") ? subset : line.contains("@") ? dataset : train;
      if (line.startsWith("!")) {
        table.remove(name);
      } else {
        table.put(name, line.split("=", 2)[1].strip());
      }
    }
    Files.writeString(folder.resolve("config.toml"), lines(train));
    Files.writeString(
        folder.resolve("dataset.toml"),
        "[[datasets]]\n" + lines(dataset) + "[[datasets.subsets]]\n" + lines(subset));
    deed.in(folder);
  }

  private static String quoted(Path path) {
    return "'" + path + "'";
  }

  private static String lines(Map<String, String> table) {
    return table.entrySet().stream()
        .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return title;
  }
}
