package dev.lorabake.preflight;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Plan;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A sound recipe with changes, a plan and a machine. A line of the changes sets an option; {@code
 * !option} removes one; {@code @} before a name means the dataset, {@code @@} its subset. From the
 * first table header on the text is taken as it stands; {@code [[datasets]]} replaces the sound
 * one.
 */
record Fixture(
    String changes,
    UnaryOperator<PlanFixture> planned,
    UnaryOperator<MachineFixture> equipped,
    Map<String, String> files) {

  private static final List<String> TOP = List.of("recipe", "name", "family", "network");

  Fixture(String changes) {
    this(changes, plan -> plan, machine -> machine, Map.of());
  }

  Fixture withChanges(String text) {
    return new Fixture(text, planned, equipped, files);
  }

  Fixture plan(UnaryOperator<PlanFixture> change) {
    return new Fixture(changes, change, equipped, files);
  }

  Fixture machine(UnaryOperator<MachineFixture> change) {
    return new Fixture(changes, planned, change, files);
  }

  /** Adds a file below the recipe's folder; a name that ends in a slash makes a folder. */
  Fixture file(String name, String text) {
    Map<String, String> more = new LinkedHashMap<>(files);
    more.put(name, text);
    return new Fixture(changes, planned, equipped, more);
  }

  Subject subject(Path folder) {
    try {
      for (String name : SoundRecipe.FILES) {
        write(folder, name, "stands in for a file");
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        write(folder, file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Recipe recipe =
        new RecipeReader(Catalog.bundled(), folder)
            .read(folder.resolve("recipe.toml"), toml(), List.of(), null)
            .recipe();
    Plan plan = planned.apply(new PlanFixture().side(side())).plan();
    Machine machine = equipped.apply(new MachineFixture()).machine();
    return new Subject(recipe, plan, machine);
  }

  private int side() {
    String family = SoundRecipe.familyIn(changes);
    return Integer.parseInt(SoundRecipe.dataset(family).getOrDefault("resolution", "1024"));
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Path path = folder.resolve(name);
    if (name.endsWith("/")) {
      Files.createDirectories(path);
    } else {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
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
}
