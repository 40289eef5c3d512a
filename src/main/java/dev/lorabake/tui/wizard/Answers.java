package dev.lorabake.tui.wizard;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Family;
import dev.lorabake.train.NewRecipe;
import dev.lorabake.train.Templates.Template;
import dev.lorabake.tui.CompletePath;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was answered so far.
 *
 * @param template {@code null} for a plain start
 * @param files by the placeholder that each stands for; one that is left open is missing
 * @param images the folder as it was typed, empty where it is left open
 * @param card to plan for, {@code null} for this machine
 */
record Answers(
    Family family,
    @Nullable Template template,
    Map<String, String> files,
    String images,
    String name,
    @Nullable String card) {
  /** What templates and skeletons have in the place of the images. */
  private static final String IMAGES = "<dataset folder>";

  /** What they have in the place of the base model. */
  static final String BASE_MODEL = "<base model file>";

  static Answers start(Family family) {
    return new Answers(family, null, Map.of(), "", "", null);
  }

  Answers of(Family other) {
    return other.equals(family) ? this : new Answers(other, null, files, images, name, card);
  }

  Answers from(@Nullable Template other) {
    return new Answers(family, other, files, images, name, card);
  }

  /** An empty path leaves the placeholder open. */
  Answers file(String placeholder, String path) {
    Map<String, String> all = new LinkedHashMap<>(files);
    if (path.isEmpty()) {
      all.remove(placeholder);
    } else {
      all.put(placeholder, path);
    }
    return new Answers(family, template, all, images, name, card);
  }

  Answers images(String folder) {
    return new Answers(family, template, files, folder, name, card);
  }

  Answers named(String other) {
    return new Answers(family, template, files, images, other, card);
  }

  Answers onCard(@Nullable String other) {
    return new Answers(family, template, files, images, name, other);
  }

  private NewRecipe begun(Path workingFolder) {
    Catalog catalog = Catalog.bundled();
    return template == null
        ? NewRecipe.skeleton(catalog, workingFolder, family)
        : NewRecipe.fromTemplate(catalog, workingFolder, template.text());
  }

  /** The files that the recipe needs, by their placeholders; the images are asked for apart. */
  List<String> neededFiles() {
    return begun(Path.of("")).placeholders().stream().filter(one -> !one.equals(IMAGES)).toList();
  }

  /** The recipe of these answers; looks at the folder of images. */
  String recipe(Path workingFolder) {
    NewRecipe recipe = begun(workingFolder).name(name);
    files.forEach(recipe::fill);
    if (!images.isEmpty()) {
      recipe.dataset(CompletePath.folder(workingFolder, images));
    }
    return recipe.text();
  }

  /** Where it is written: by its name, without what a file's name cannot hold. */
  String fileName() {
    return name.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-") + ".toml";
  }
}
