package dev.lorabake.recipe;

import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a recipe as commented TOML that stands by itself: every path is absolute, every option has
 * a sentence above it, secrets are left out.
 */
public final class RecipeWriter {
  private static final Set<String> DATASET_PATHS =
      Set.of("image_dir", "metadata_file", "conditioning_data_dir");

  /** Follow from the recipe's own tables, and would only repeat them. */
  private static final Set<String> REPEATED = Set.of("dataset_config", "config_file");

  private final Recipe recipe;
  private final Remarks remarks;
  private final Set<String> told = new HashSet<>();
  private final StringBuilder out = new StringBuilder();

  private RecipeWriter(Recipe recipe, Remarks remarks) {
    this.recipe = recipe;
    this.remarks = remarks;
  }

  public static String write(Recipe recipe) {
    return write(recipe, Remarks.NONE);
  }

  /** As above, with more comments. */
  public static String write(Recipe recipe, Remarks remarks) {
    RecipeWriter writer = new RecipeWriter(recipe, remarks);
    writer.head();
    writer.train();
    writer.datasets();
    writer.samples();
    writer.table("launch", recipe.launch());
    writer.table("machine", recipe.machine());
    if (!recipe.allow().isEmpty()) {
      writer.out.append("\n[check]\nallow = ");
      writer.out.append(TomlText.value(recipe.allow().stream().sorted().toList())).append('\n');
    }
    writer.tail();
    return writer.out.toString();
  }

  /** What was to be said above a value that is not written is said here. */
  private void tail() {
    List<String> rest = new ArrayList<>();
    remarks
        .at()
        .forEach((target, lines) -> {
          if (!told.contains(target)) {
            rest.addAll(lines);
          }
        });
    rest.addAll(remarks.tail());
    if (!rest.isEmpty()) {
      out.append('\n');
      Remarks.write(rest, out);
    }
  }

  private void head() {
    if (!remarks.head().isEmpty()) {
      Remarks.write(remarks.head(), out);
      out.append('\n');
    }
    out.append("recipe = ").append(RecipeTables.FORMAT).append('\n');
    line("", "name", recipe.name());
    line("", "family", recipe.family().id());
    if (recipe.network() != null) {
      line("", "network", recipe.network().id());
    }
  }

  private void train() {
    Map<String, List<Setting>> groups = new LinkedHashMap<>();
    for (Setting setting : recipe.train().all()) {
      if (belongs(setting)) {
        groups.computeIfAbsent(group(setting), _ -> new ArrayList<>()).add(setting);
      }
    }
    out.append("\n[train]\n");
    groups.forEach((group, settings) -> {
      out.append("# --- ").append(group).append('\n');
      settings.forEach(this::option);
    });
  }

  /** What family, network and name imply is implied again when the recipe is read. */
  private boolean belongs(Setting setting) {
    boolean secret =
        recipe.catalog().option(setting.name()).map(option -> option.note().secret()).orElse(false);
    boolean repeated = REPEATED.contains(setting.name()) && !recipe.datasets().isEmpty();
    boolean prompts = setting.name().equals("sample_prompts") && !recipe.samples().isEmpty();
    return setting.origin() != Origin.IMPLIED && !secret && !repeated && !prompts;
  }

  private String group(Setting setting) {
    return recipe
        .catalog()
        .option(setting.name())
        .map(option -> option.note().group())
        .orElse("other");
  }

  private void option(Setting setting) {
    Option option = recipe.catalog().option(setting.name()).orElse(null);
    if (option != null) {
      out.append("# ").append(option.note().help()).append('\n');
    }
    PathKind kind = option == null ? PathKind.NONE : option.note().path();
    line(
        "train.",
        setting.name(),
        setting.value() instanceof String text ? path(kind, text) : setting.value());
  }

  private String path(PathKind kind, String text) {
    if (kind == PathKind.NONE || text.isEmpty() || Placeholder.is(text)) {
      return text;
    }
    Path path = recipe.resolve(text);
    return kind == PathKind.MODEL && !Files.exists(path) ? text : path.toString();
  }

  private void datasets() {
    table("general", recipe.datasets().general());
    List<DatasetBlock> blocks = recipe.datasets().datasets();
    for (int i = 0; i < blocks.size(); i++) {
      String place = "datasets[" + i + "].";
      out.append("\n[[datasets]]\n");
      blocks.get(i).settings().all().forEach(setting -> datasetKey(place, setting));
      List<SubsetBlock> subsets = blocks.get(i).subsets();
      for (int j = 0; j < subsets.size(); j++) {
        String within = place + "subsets[" + j + "].";
        out.append("\n[[datasets.subsets]]\n");
        subsets.get(j).settings().all().forEach(setting -> datasetKey(within, setting));
      }
    }
  }

  private void datasetKey(String above, Setting setting) {
    Object value =
        DATASET_PATHS.contains(setting.name())
                && setting.value() instanceof String text
                && !Placeholder.is(text)
            ? recipe.resolve(text).toString()
            : setting.value();
    line(above, setting.name(), value);
  }

  private void samples() {
    List<SamplePrompt> samples = recipe.samples();
    for (int i = 0; i < samples.size(); i++) {
      String above = "sample[" + i + "].";
      out.append("\n[[sample]]\n");
      samples
          .get(i)
          .settings()
          .all()
          .forEach(setting -> line(above, setting.name(), setting.value()));
    }
  }

  private void table(String name, Settings settings) {
    if (!settings.all().isEmpty()) {
      out.append("\n[").append(name).append("]\n");
      settings.all().forEach(setting -> line(name + ".", setting.name(), setting.value()));
    }
  }

  private void line(String above, String key, Object value) {
    told.add(above + key);
    remarks.write(above + key, out);
    out.append(TomlText.key(key)).append(" = ").append(TomlText.value(value)).append('\n');
  }
}
