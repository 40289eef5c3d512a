package dev.lorabake.preflight;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Account;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.Imported;
import dev.lorabake.foreign.kohya.PythonLines;
import dev.lorabake.json.Json;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Planner;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.Placeholder;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.Setting;
import dev.lorabake.render.Bundle;
import dev.lorabake.render.LaunchPlace;
import dev.lorabake.render.Renderer;
import dev.lorabake.train.BundleFiles;
import dev.lorabake.train.Importing;
import dev.lorabake.train.Placeholders;
import dev.lorabake.train.SettingsReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A JSON of the kohya_ss GUI, imported, with stand-ins for the files that it names or leaves open.
 *
 * @param name of the file
 * @param recipe as read from the text that the import writes
 * @param faults what is wrong with the account of its keys
 * @param words what plain sd-scripts is started with
 */
record ImportedPreset(String name, Recipe recipe, List<String> faults, List<String> words) {
  private static final Catalog CATALOG = Catalog.bundled();

  /**
   * @param work an empty folder
   * @param images holds {@code N_name} folders
   */
  static ImportedPreset of(Path file, Path work, Path images) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ForeignFile foreign = new ForeignFile(file, bytes, bytes.length);
    Imported imported = new SettingsReading(CATALOG, work).imported(List.of(foreign));
    List<Flag> flags = flags(imported, work, images);
    Importing importing = new Importing(CATALOG, work, List.of(foreign), flags, null);
    Map<String, String> answers = new LinkedHashMap<>();
    for (String open : Placeholders.open(importing.result(Map.of()).text())) {
      answers.put(open, standIn(open, work, images));
    }
    String family = imported.parts().family() == null ? "" : "" + imported.parts().family().value();
    for (Map.Entry<String, byte[]> model : SampleModels.files(family).entrySet()) {
      Files.write(work.resolve(model.getKey()), model.getValue());
    }
    Files.writeString(work.resolve("metadata.json"), metadata(images));
    Files.write(
        work.resolve("network_weights.safetensors"),
        SampleTensors.of("lora_unet_mid_block_attentions_0_proj_in.lora_down.weight", 128, 1280)
            .file());
    String text = importing.result(answers).text();
    Path written = Files.writeString(work.resolve("recipe.toml"), text);
    Recipe recipe = new RecipeReader(CATALOG, work).read(written, List.of(), null).recipe();
    List<String> faults = faults(bytes, imported);
    Placeholders.open(text).forEach(open -> faults.add("still open: " + open));
    return new ImportedPreset(
        file.getFileName().toString(), recipe, faults, render(recipe, work.resolve("files")));
  }

  private static String standIn(String placeholder, Path work, Path images) {
    String what = placeholder.substring(1, placeholder.length() - 1).replaceFirst(", was .*", "");
    return switch (what) {
      case "base model file" -> work.resolve("model.safetensors").toString();
      case "folder of training images" -> images.toString();
      case "output folder" -> work.resolve("output").toString();
      case "metadata file" -> work.resolve("metadata.json").toString();
      default -> work.resolve(what.replace(" file", ".safetensors")).toString();
    };
  }

  /** Answers to what is asked of a path that could be one of this machine and is not there. */
  private static List<Flag> flags(Imported imported, Path work, Path images) {
    List<Flag> flags = new ArrayList<>();
    for (Setting setting : imported.parts().train().all()) {
      String target = "train." + setting.name();
      boolean asked =
          imported.accounts().stream()
              .anyMatch(one -> one.fate() == Fate.QUESTION && one.targets().contains(target));
      if (asked && !Placeholder.is(setting.value())) {
        Path answer = setting.name().equals("in_json") ? work.resolve("metadata.json") : images;
        flags.add(new Flag(setting.name(), List.of(answer.toString())));
      }
    }
    return flags;
  }

  private static String metadata(Path images) throws IOException {
    Map<String, Object> metadata = new TreeMap<>();
    try (Stream<Path> files = Files.walk(images)) {
      files
          .filter(file -> file.toString().endsWith(".png"))
          .forEach(file ->
              metadata.put(
                  file.toString(),
                  Map.of("caption", "a person", "train_resolution", List.of(1024, 1024))));
    }
    return Json.write(metadata);
  }

  private static List<String> faults(byte[] bytes, Imported imported) {
    List<String> faults = new ArrayList<>();
    int keys = Json.object(new String(bytes, StandardCharsets.UTF_8), "preset").names().size();
    if (keys != imported.accounts().size()) {
      faults.add(keys + " keys, " + imported.accounts().size() + " accounts");
    }
    for (Account account : imported.accounts()) {
      if (account.fate() == Fate.UNKNOWN) {
        faults.add("unknown " + account.source().key());
      }
    }
    return faults;
  }

  private static List<String> render(Recipe recipe, Path files) throws IOException {
    BundleFiles.write(
        Renderer.render(recipe, new LaunchPlace("python", Path.of("/sd-scripts"), true)), files);
    List<String> words =
        new ArrayList<>(List.of("--config_file", files.resolve(Bundle.CONFIG).toString()));
    if (!recipe.datasets().isEmpty()) {
      words.addAll(List.of("--dataset_config", files.resolve(Bundle.DATASET).toString()));
    }
    if (!recipe.samples().isEmpty()) {
      words.addAll(List.of("--sample_prompts", files.resolve(Bundle.PROMPTS).toString()));
    }
    return words;
  }

  PythonLines.Words line() {
    return new PythonLines.Words(recipe.script(), words);
  }

  List<Finding> errors() {
    Machine machine = new MachineFixture().machine();
    Subject subject =
        new Subject(recipe, Planner.forMachine(machine).plan(recipe, machine), machine);
    return Preflight.check(subject).stream()
        .filter(found -> found.severity() == Severity.ERROR)
        .toList();
  }
}
