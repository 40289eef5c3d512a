package dev.lorabake.preflight;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Planner;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.PromptFile;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A sound recipe with changes, a plan and a machine. A line of the changes sets an option; {@code
 * !option} removes one; {@code @} before a name means the dataset, {@code @@} its subset. From the
 * first table header on the text is taken as it stands; {@code [[datasets]]} replaces the sound
 * one.
 */
record Fixture(
    String changes,
    @Nullable PlainConfig config,
    List<Flag> flags,
    UnaryOperator<PlanFixture> planned,
    UnaryOperator<MachineFixture> equipped,
    Map<String, byte[]> files,
    List<Deed> deeds) {

  private static final List<String> TOP = List.of("recipe", "name", "family", "network");

  /** The sound SDXL recipe as a plain config, ready for more lines. */
  static final String PLAIN = plain();

  /** A configuration for upstream alone, and the script that it is for. */
  record PlainConfig(String script, String toml) {}

  /** Something done to the folder after its files are there. */
  interface Deed {
    void in(Path folder) throws IOException;
  }

  Fixture(String changes) {
    this(changes, null, List.of(), plan -> plan, machine -> machine, Map.of(), List.of());
  }

  Fixture withChanges(String text) {
    return new Fixture(text, config, flags, planned, equipped, files, deeds);
  }

  /**
   * The text of a plain sd-scripts config in place of the recipe; the sound dataset stands in
   * dataset.toml beside it.
   */
  Fixture config(String script, String toml) {
    PlainConfig plain = new PlainConfig(script, toml);
    return file("dataset.toml", datasetToml()).with(plain);
  }

  private Fixture with(PlainConfig plain) {
    return new Fixture(changes, plain, flags, planned, equipped, files, deeds);
  }

  /** An upstream option on lorabake's command line. */
  Fixture flag(String option, String... values) {
    List<Flag> more = new ArrayList<>(flags);
    more.add(new Flag(option, List.of(values)));
    return new Fixture(changes, config, more, planned, equipped, files, deeds);
  }

  Fixture plan(UnaryOperator<PlanFixture> change) {
    return new Fixture(changes, config, flags, change, equipped, files, deeds);
  }

  Fixture machine(UnaryOperator<MachineFixture> change) {
    return new Fixture(changes, config, flags, planned, change, files, deeds);
  }

  /** Adds a file below the recipe's folder; a name that ends in a slash makes a folder. */
  Fixture file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Fixture file(String name, byte[] content) {
    Map<String, byte[]> more = new LinkedHashMap<>(files);
    more.put(name, content);
    return new Fixture(changes, config, flags, planned, equipped, more, deeds);
  }

  /** Does something else to the folder, such as removing a file or taking a right away. */
  Fixture then(Deed deed) {
    List<Deed> more = new ArrayList<>(deeds);
    more.add(deed);
    return new Fixture(changes, config, flags, planned, equipped, files, more);
  }

  /** The recipe with a plan and a machine that are made up. */
  Subject subject(Path folder) {
    return subject(recipe(folder));
  }

  /** The same surroundings about another text of the recipe, in a folder that is laid already. */
  Subject subject(Path folder, String toml) {
    return subject(
        new RecipeReader(Catalog.bundled(), folder)
            .read(folder.resolve("recipe.toml"), toml, flags, null)
            .recipe());
  }

  private Subject subject(Recipe recipe) {
    PlanFixture sound = new PlanFixture().side(side()).prompts(PromptFile.of(recipe));
    return new Subject(recipe, planned.apply(sound).plan(), machine());
  }

  /** The recipe as it is really planned; the folder holds {@link SampleImages}. */
  Subject planned(Path folder) {
    Recipe recipe = recipe(folder);
    Machine machine = machine();
    return new Subject(recipe, Planner.forMachine(machine).plan(recipe, machine), machine);
  }

  Machine machine() {
    return equipped.apply(new MachineFixture()).machine();
  }

  /** Lays the files and reads the recipe. */
  Recipe recipe(Path folder) {
    try {
      for (Map.Entry<String, byte[]> file : SampleModels.files(family()).entrySet()) {
        write(folder, file.getKey(), file.getValue());
      }
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        write(folder, file.getKey(), file.getValue());
      }
      for (Deed deed : deeds) {
        deed.in(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RecipeReader reader = new RecipeReader(Catalog.bundled(), folder);
    return config == null
        ? reader.read(folder.resolve("recipe.toml"), toml(), flags, null).recipe()
        : reader
            .read(folder.resolve("config.toml"), config.toml(), flags, config.script())
            .recipe();
  }

  /** The family whose model files lie there: a plain config's script tells it. */
  private String family() {
    if (config == null) {
      return SoundRecipe.familyIn(changes);
    }
    boolean variant = config.toml().contains("chroma") || config.toml().contains("v2 = true");
    return switch (config.script()) {
      case "train_network.py" -> variant ? "sd2" : "sd15";
      case "flux_train_network.py" -> variant ? "chroma" : "flux";
      case "sd3_train_network.py" -> "sd3";
      case "lumina_train_network.py" -> "lumina";
      case "anima_train_network.py" -> "anima";
      case "hunyuan_image_train_network.py" -> "hunyuan-image";
      default -> "sdxl";
    };
  }

  private int side() {
    String family = SoundRecipe.familyIn(changes);
    return Integer.parseInt(SoundRecipe.dataset(family).getOrDefault("resolution", "1024"));
  }

  private static void write(Path folder, String name, byte[] content) throws IOException {
    Path path = folder.resolve(name);
    if (name.endsWith("/")) {
      Files.createDirectories(path);
    } else {
      Files.createDirectories(path.getParent());
      Files.write(path, content);
    }
  }

  List<Finding> findings(Path folder) {
    return Preflight.check(subject(folder));
  }

  /** The recipe's text. */
  String toml() {
    int tables = (changes.startsWith("[") ? 0 : changes.indexOf("\n[") + 1);
    boolean noTables = tables == 0 && !changes.startsWith("[");
    String head = noTables ? changes : changes.substring(0, tables);
    String rest = noTables ? "" : changes.substring(tables);
    String family = SoundRecipe.familyIn(head);
    Map<String, String> top = SoundRecipe.top(family);
    Map<String, String> train = SoundRecipe.train(family);
    Map<String, String> dataset = SoundRecipe.dataset(family);
    Map<String, String> subset = SoundRecipe.subset();
    for (String line : head.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      String name = line.split("=", 2)[0].strip().replaceAll("[!@]", "");
      Map<String, String> table =
          line.contains("@@")
              ? subset
              : line.contains("@") && line.indexOf('@') < 2
                  ? dataset
                  : TOP.contains(name) ? top : train;
      if (line.startsWith("!")) {
        table.remove(name);
      } else {
        table.put(name, line.split("=", 2)[1].strip());
      }
    }
    StringBuilder out = new StringBuilder();
    lines(out, top);
    out.append("[train]\n");
    lines(out, train);
    if (!rest.contains("[[datasets]]") && !dataset.isEmpty()) {
      out.append("[[datasets]]\n");
      lines(out, dataset);
      out.append("[[datasets.subsets]]\n");
      lines(out, subset);
    }
    return out.append(rest).append('\n').toString();
  }

  private static void lines(StringBuilder out, Map<String, String> values) {
    values.forEach((name, value) -> out.append(name).append(" = ").append(value).append('\n'));
  }

  private static String datasetToml() {
    StringBuilder out = new StringBuilder("[[datasets]]\n");
    lines(out, SoundRecipe.dataset("sdxl"));
    out.append("[[datasets.subsets]]\n");
    lines(out, SoundRecipe.subset());
    return out.toString();
  }

  private static String plain() {
    StringBuilder out = new StringBuilder();
    lines(out, SoundRecipe.train("sdxl"));
    out.append("dataset_config = \"dataset.toml\"\noutput_name = \"cat\"\n");
    out.append("network_module = \"networks.lora\"\n");
    return out.toString();
  }
}
