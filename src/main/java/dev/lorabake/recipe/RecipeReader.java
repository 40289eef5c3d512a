package dev.lorabake.recipe;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.NetworkType;
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

  /** Whether the text is a recipe of lorabake's own; not so where it is no TOML at all. */
  public boolean isRecipe(Path file, String text) {
    try {
      return RecipeTables.looksLikeRecipe(TomlSource.parse(file, text));
    } catch (UserError e) {
      return false;
    }
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

  /**
   * Makes a recipe of what another reader understood.
   *
   * @param source the file that it was read from
   * @param base folder against which its relative paths count
   * @param flags laid over the settings
   * @param script the training script, where the user named it and the parts name no family
   */
  public Reading assemble(
      RecipeFormat format,
      Path source,
      Path base,
      RecipeParts parts,
      List<Flag> flags,
      @Nullable String script) {
    Settings overrides = Settings.of(convert(catalog, workingFolder, flags));
    return assemble(format, source, base, parts.with(overrides), script);
  }

  private Reading recipe(TomlSource source, Settings overrides, @Nullable String script) {
    Path base =
        TextFile.isStream(source.file())
            ? workingFolder
            : Optional.ofNullable(source.file().getParent()).orElse(workingFolder);
    RecipeParts parts = new RecipeTables(source, catalog).parts().with(overrides);
    return assemble(RecipeFormat.RECIPE, source.file(), base, parts, script);
  }

  private Reading plainConfig(TomlSource source, Settings overrides, @Nullable String script) {
    RecipeParts parts = RecipeTables.forPlainConfig(source, catalog).parts().with(overrides);
    return assemble(RecipeFormat.SD_SCRIPTS_CONFIG, source.file(), workingFolder, parts, script);
  }

  private Reading assemble(
      RecipeFormat format, Path source, Path base, RecipeParts parts, @Nullable String script) {
    List<String> notes = new ArrayList<>();
    Family family = family(parts.family(), parts.train(), base, script, source, notes);
    NetworkType network = network(parts.network());
    Settings complete = Implied.complete(parts, family, network);
    DatasetConfig datasets = parts.datasets();
    List<Unread> unread = new ArrayList<>(parts.unread());
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
    Recipe recipe =
        new Recipe(
            catalog,
            format,
            source,
            base,
            name(parts.name(), complete, source),
            family,
            network,
            complete,
            datasets,
            parts.samples(),
            parts.launch(),
            parts.machine(),
            parts.allow(),
            List.copyOf(unread));
    return new Reading(recipe, notes);
  }

  /** As written, else the output name, else the file's name. */
  private static String name(@Nullable Setting named, Settings complete, Path file) {
    return named != null
        ? named.value().toString()
        : complete.text("output_name").orElseGet(() -> stem(file));
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private @Nullable NetworkType network(@Nullable Setting named) {
    if (named == null) {
      return null;
    }
    String id = named.value().toString();
    return catalog
        .network(id)
        .orElseThrow(
            () -> unknown("network", id, named.place(), ids(catalog.networks(), NetworkType::id)));
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

  private static <T> List<String> ids(Collection<T> items, Function<T, String> id) {
    return items.stream().map(id).toList();
  }

  private static UserError unknown(
      String what, String value, @Nullable Place place, Collection<String> known) {
    String at = place == null ? "" : place + ": ";
    String suggestion =
        Spelling.nearest(value, known).map(near -> "did you mean \"" + near + "\"? ").orElse("");
    return new UserError(
        at + "unknown " + what + " \"" + value + "\"",
        suggestion + "known: " + String.join(", ", known));
  }
}
