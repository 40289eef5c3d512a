package dev.lorabake.preflight;

import dev.lorabake.recipe.Recipe;
import dev.lorabake.weights.ModelContents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The model files of a recipe: each header is read once, however many rules ask for it. */
public final class ModelFiles {
  private final Recipe recipe;
  private final Map<Path, ModelFile> read = new ConcurrentHashMap<>();

  ModelFiles(Recipe recipe) {
    this.recipe = recipe;
  }

  /** What an option names; empty where it is not set, or nothing lies there. */
  public Optional<ModelFile> of(String option) {
    return recipe
        .text(option)
        .filter(text -> !text.isEmpty())
        .flatMap(text -> recipe.path(option))
        .flatMap(this::at);
  }

  /** What the file or folder of an option holds; empty where its headers tell nothing. */
  public Optional<ModelContents> contents(String option) {
    return of(option).flatMap(file -> Optional.ofNullable(file.contents()));
  }

  /** What lies at a place; empty where no file or folder does: a pipe must not be waited for. */
  public Optional<ModelFile> at(Path path) {
    return Files.isRegularFile(path) || Files.isDirectory(path)
        ? Optional.of(read.computeIfAbsent(path, ModelFile::read))
        : Optional.empty();
  }
}
