package dev.lorabake.recipe;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/** The tables of a recipe file, each read into its own type. */
final class RecipeTables {
  /** The newest format of a recipe that this version reads. */
  static final long FORMAT = 1;

  private static final Set<String> OWN =
      Set.of(
          "recipe",
          "name",
          "family",
          "network",
          "train",
          "general",
          "datasets",
          "sample",
          "launch",
          "machine",
          "check");

  private final TomlSource source;
  private final Catalog catalog;
  private final List<Unread> unread = new ArrayList<>();
  private final Settings train;
  private final DatasetConfig datasets;
  private final List<SamplePrompt> samples;
  private final Settings launch;
  private final Settings machine;
  private final Set<String> allow;
  private final boolean plain;

  RecipeTables(TomlSource source, Catalog catalog) {
    this(source, catalog, false);
  }

  private RecipeTables(TomlSource source, Catalog catalog, boolean plain) {
    this.source = source;
    this.catalog = catalog;
    this.plain = plain;
    if (plain) {
      train = Settings.none();
      datasets = DatasetConfig.none();
      samples = List.of();
      launch = Settings.none();
      machine = Settings.none();
      allow = Set.of();
      noteUpstreamIgnores();
      return;
    }
    checkFormat();
    for (String key : source.keys()) {
      if (!OWN.contains(key)) {
        unread.add(new Unread(key, suggestion(key), source.place(key)));
      }
    }
    train = source.settings(source.table("train"), Set.of());
    datasets = datasets(source, null);
    if (datasets.isEmpty() && source.has("general")) {
      unread.add(new Unread("general", null, source.place("general")));
    }
    samples = samplePrompts();
    launch = known("launch", LaunchKeys.NAMES);
    machine = known("machine", MachineKeys.NAMES);
    allow = allowed();
  }

  /** A plain config has no tables of ours: only what upstream itself would ignore is noted. */
  static RecipeTables forPlainConfig(TomlSource source, Catalog catalog) {
    return new RecipeTables(source, catalog, true);
  }

  /** A plain config may have a section of this name too, among others that are not ours. */
  static boolean looksLikeRecipe(TomlSource source) {
    return source.has("recipe")
        || source.has("family")
        || (source.has("train") && OWN.containsAll(source.keys()));
  }

  /**
   * The dataset configuration of a source.
   *
   * @param file where it is a file of its own, {@code null} for a recipe's own tables
   */
  static DatasetConfig datasets(TomlSource source, @Nullable Path file) {
    List<DatasetBlock> blocks = new ArrayList<>();
    for (TomlTable table : source.tables("datasets")) {
      List<SubsetBlock> subsets = new ArrayList<>();
      for (TomlTable subset : source.tables(table, "subsets")) {
        Settings settings = source.settings(subset, Set.of());
        subsets.add(new SubsetBlock(settings, firstPlace(settings)));
      }
      Settings settings = source.settings(table, Set.of("subsets"));
      blocks.add(new DatasetBlock(settings, List.copyOf(subsets), firstPlace(settings)));
    }
    return new DatasetConfig(
        source.settings(source.table("general"), Set.of()), List.copyOf(blocks), file);
  }

  private static @Nullable Place firstPlace(Settings settings) {
    return settings.all().stream().map(Setting::place).findFirst().orElse(null);
  }

  RecipeParts parts() {
    return new RecipeParts(
        plain ? null : source.setting("name"),
        plain ? null : source.setting("family"),
        plain ? null : source.setting("network"),
        plain ? source.flattened(notOptions()) : train,
        datasets,
        samples,
        launch,
        machine,
        allow,
        List.copyOf(unread));
  }

  private Set<String> notOptions() {
    return source.isArray("datasets") ? Set.of("datasets") : Set.of();
  }

  private void checkFormat() {
    Setting format = source.setting("recipe");
    if (format != null && !(format.value() instanceof Long number && number <= FORMAT)) {
      throw new UserError(
          format.place() + ": recipe format " + format.value() + " is not known",
          "this version of lorabake reads recipe = " + FORMAT + "; install a newer one");
    }
  }

  private void noteUpstreamIgnores() {
    if (source.isArray("datasets")) {
      unread.add(new Unread("datasets", "dataset_config", source.place("datasets")));
    }
    unread.addAll(source.overridden());
    unread.addAll(UpstreamToml.stumbles(source));
  }

  private List<SamplePrompt> samplePrompts() {
    List<SamplePrompt> prompts = new ArrayList<>();
    for (TomlTable table : source.tables("sample")) {
      Settings settings = source.settings(table, Set.of());
      noteUnknown(settings, SampleKeys.NAMES, "sample");
      prompts.add(new SamplePrompt(settings, firstPlace(settings)));
    }
    return List.copyOf(prompts);
  }

  private Settings known(String table, Set<String> names) {
    Settings settings = source.settings(source.table(table), Set.of());
    noteUnknown(settings, names, table);
    return settings;
  }

  private Set<String> allowed() {
    Settings check = source.settings(source.table("check"), Set.of());
    noteUnknown(check, Set.of("allow"), "check");
    Set<String> rules = new LinkedHashSet<>();
    check.list("allow").forEach(rule -> rules.add(rule.toString()));
    return rules;
  }

  private void noteUnknown(Settings settings, Set<String> names, String table) {
    for (Setting setting : settings.all()) {
      if (!names.contains(setting.name())) {
        unread.add(
            new Unread(
                table + "." + setting.name(),
                Spelling.nearest(setting.name(), names).orElse(null),
                setting.place()));
      }
    }
  }

  private @Nullable String suggestion(String key) {
    if (catalog.option(key).isPresent()) {
      return "train." + key;
    }
    return Spelling.nearest(key, new TreeSet<>(OWN)).orElse(null);
  }
}
