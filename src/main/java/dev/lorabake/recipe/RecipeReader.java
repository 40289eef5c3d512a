package dev.lorabake.recipe;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads whatever the user has as a {@link Recipe}: lorabake's own TOML, or a plain sd-scripts
 * config TOML with its dataset TOML. What cannot be understood at all is a {@link UserError}; what
 * is understood but wrong is left for the preflight.
 */
public final class RecipeReader {
  private final Catalog catalog;
  private final Path workingFolder;
  private final SettingsText texts;

  /**
   * @param workingFolder against which the paths of flags and of plain configs count, as upstream
   *     takes them
   */
  public RecipeReader(Catalog catalog, Path workingFolder) {
    this(catalog, workingFolder, SettingsText.ON_DISK);
  }

  /** As above, with other texts than those on the disk. */
  public RecipeReader(Catalog catalog, Path workingFolder, SettingsText texts) {
    this.catalog = catalog;
    this.workingFolder = workingFolder.toAbsolutePath().normalize();
    this.texts = texts;
  }

  /**
   * A recipe and what the reader had to conclude.
   *
   * @param notes sentences for the user, such as how the family was told
   */
  public record Reading(Recipe recipe, List<String> notes) {}

  /**
   * Reads a file and lays flags over it.
   *
   * @param script the training script, where the user named it
   */
  public Reading read(Path file, List<Flag> flags, @Nullable String script) {
    Path absolute = workingFolder.resolve(file).normalize();
    return read(source(absolute), flags, script);
  }

  /** As {@link #read(Path, List, String)}, for text that need not lie on the disk. */
  public Reading read(Path file, String text, List<Flag> flags, @Nullable String script) {
    return read(TomlSource.parse(workingFolder.resolve(file).normalize(), text), flags, script);
  }

  /**
   * Converts flags by the types of upstream's parser.
   *
   * @throws UserError for a value that its option does not take
   */
  public static List<Setting> convert(Catalog catalog, Path workingFolder, List<Flag> flags) {
    return new FlagReader(catalog, workingFolder).read(flags);
  }

  private TomlSource source(Path file) {
    return TomlSource.parse(file, texts.of(file), TextFile.isMarked(file));
  }

  private Reading read(TomlSource source, List<Flag> flags, @Nullable String script) {
    Settings overrides = Settings.of(convert(catalog, workingFolder, flags));
    if (RecipeTables.looksLikeRecipe(source)) {
      return recipe(source, overrides, script);
    }
    if (source.has("datasets") && source.flattened(Set.of("datasets", "general")).all().isEmpty()) {
      throw new UserError(
          source.file() + " is a dataset config: it has datasets and no training options",
          "name the config that belongs to it, and give this one as --dataset_config");
    }
    if (source.root().isEmpty() && overrides.all().isEmpty()) {
      throw new UserError(
          source.file() + " has no settings", "lorabake new writes a recipe to start from");
    }
    return plainConfig(source, overrides, script);
  }

  private Reading recipe(TomlSource source, Settings overrides, @Nullable String script) {
    RecipeTables tables = new RecipeTables(source, catalog);
    Path base =
        TextFile.isStream(source.file())
            ? workingFolder
            : Optional.ofNullable(source.file().getParent()).orElse(workingFolder);
    Settings train = tables.train().with(overrides.all());
    List<String> notes = new ArrayList<>();
    Family family = family(tables.family(), train, base, script, source.file(), notes);
    return new Reading(
        assemble(RecipeFormat.RECIPE, source.file(), base, family, train, tables), notes);
  }

  private Reading plainConfig(TomlSource source, Settings overrides, @Nullable String script) {
    Set<String> notOptions = source.isArray("datasets") ? Set.of("datasets") : Set.of();
    Settings train = source.flattened(notOptions).with(overrides.all());
    RecipeTables tables = RecipeTables.forPlainConfig(source, catalog);
    List<String> notes = new ArrayList<>();
    Family family = family(null, train, workingFolder, script, source.file(), notes);
    return new Reading(
        assemble(
            RecipeFormat.SD_SCRIPTS_CONFIG, source.file(), workingFolder, family, train, tables),
        notes);
  }

  private Recipe assemble(
      RecipeFormat format,
      Path source,
      Path base,
      Family family,
      Settings train,
      RecipeTables tables) {
    Settings complete = Implied.complete(train, family, tables);
    DatasetConfig datasets = tables.datasets();
    List<Unread> unread = new ArrayList<>(tables.unread());
    Optional<String> separate = complete.text("dataset_config");
    if (datasets.isEmpty() && separate.isPresent()) {
      Path file = PathText.resolve(base, separate.get());
      DatasetFile own = DatasetFile.read(file, texts);
      datasets = own.datasets();
      unread.addAll(own.unread());
      if (format == RecipeFormat.SD_SCRIPTS_CONFIG && own.toml()) {
        unread.addAll(UpstreamToml.stumbles(source(file)));
      }
    }
    return new Recipe(
        catalog,
        format,
        source,
        base,
        tables.name(complete, source),
        family,
        tables.network(),
        complete,
        datasets,
        tables.samples(),
        tables.launch(),
        tables.machine(),
        tables.allow(),
        List.copyOf(unread));
  }

  private Family family(
      @Nullable Setting named,
      Settings train,
      Path base,
      @Nullable String script,
      Path file,
      List<String> notes) {
    if (named != null) {
      String id = named.value().toString();
      return catalog
          .family(id)
          .orElseThrow(
              () -> unknown("family", id, named.place(), ids(catalog.families(), Family::id)));
    }
    FamilyGuess guess = new FamilyGuess(catalog, train, base);
    if (script != null) {
      return guess
          .ofScript(script)
          .orElseThrow(() -> unknown("script", script, null, catalog.scripts()));
    }
    FamilyGuess.Guess told =
        guess
            .guess()
            .orElseThrow(() ->
                new UserError(
                    file + " does not say which kind of base model it trains",
                    "add --script with one of " + String.join(", ", catalog.scripts())));
    notes.add("family " + told.family().id() + ", told from " + told.reason());
    return told.family();
  }

  static <T> List<String> ids(Collection<T> items, Function<T, String> id) {
    return items.stream().map(id).toList();
  }

  static UserError unknown(
      String what, String value, @Nullable Place place, Collection<String> known) {
    String at = place == null ? "" : place + ": ";
    String suggestion =
        Spelling.nearest(value, known).map(near -> "did you mean \"" + near + "\"? ").orElse("");
    return new UserError(
        at + "unknown " + what + " \"" + value + "\"",
        suggestion + "known: " + String.join(", ", known));
  }
}
