package dev.lorabake.train;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.RecipeText;
import dev.lorabake.recipe.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes the text of a new recipe: a template with values put in, or a skeleton for a family. */
public final class NewRecipe {
  private static final Pattern REPEATS_FOLDER = Pattern.compile("(\\d{1,9})_.+");

  private final Catalog catalog;
  private final Path workingFolder;
  private String text;

  private NewRecipe(Catalog catalog, Path workingFolder, String text) {
    this.catalog = catalog;
    this.workingFolder = workingFolder;
    this.text = text;
  }

  public static NewRecipe fromTemplate(Catalog catalog, Path workingFolder, String template) {
    return new NewRecipe(catalog, workingFolder, template);
  }

  /** A recipe with just what the family's script cannot do without. */
  public static NewRecipe skeleton(Catalog catalog, Path workingFolder, Family family) {
    return new NewRecipe(catalog, workingFolder, RecipeSkeleton.text(catalog, family));
  }

  public NewRecipe name(String name) {
    return set("", "name", name);
  }

  public NewRecipe network(String network) {
    return set("", "network", network);
  }

  /** Puts flags into {@code [train]}, converted by the types of upstream's parser. */
  public NewRecipe flags(List<Flag> flags) {
    for (Setting setting : RecipeReader.convert(catalog, workingFolder, flags)) {
      set("train", setting.name(), setting.value());
    }
    return this;
  }

  /**
   * Names the images: a folder of pictures, or one of {@code N_name} folders, of which each becomes
   * a subset with its repeats.
   */
  public NewRecipe dataset(Path folder) {
    Path absolute = workingFolder.resolve(folder).normalize();
    List<Path> repeated = repeatFolders(absolute);
    if (repeated.isEmpty()) {
      text = subset(0, absolute.toString(), 0);
      return this;
    }
    for (int i = 0; i < repeated.size(); i++) {
      if (i > 0) {
        text = text.stripTrailing() + "\n\n[[datasets.subsets]]\n";
      }
      Matcher name = REPEATS_FOLDER.matcher(String.valueOf(repeated.get(i).getFileName()));
      long repeats = name.matches() ? Long.parseLong(name.group(1)) : 1;
      text = subset(i, repeated.get(i).toString(), repeats);
    }
    return this;
  }

  /** Puts a value where a placeholder stands. */
  public NewRecipe fill(String placeholder, String value) {
    text = Placeholders.fill(text, placeholder, value);
    return this;
  }

  /** What is still to be filled in, with its angle brackets, each once. */
  public List<String> placeholders() {
    return Placeholders.open(text);
  }

  public String text() {
    return text;
  }

  private NewRecipe set(String table, String key, Object value) {
    text = RecipeText.of(text).set(table, 0, key, value).text();
    return this;
  }

  private String subset(int index, String folder, long repeats) {
    RecipeText edited = RecipeText.of(text).set("datasets.subsets", index, "image_dir", folder);
    return repeats == 0
        ? edited.text()
        : edited.set("datasets.subsets", index, "num_repeats", repeats).text();
  }

  private static List<Path> repeatFolders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(Files::isDirectory)
          .filter(child -> REPEATS_FOLDER.matcher(String.valueOf(child.getFileName())).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
