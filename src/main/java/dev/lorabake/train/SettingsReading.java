package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader;
import dev.lorabake.foreign.Imported;
import dev.lorabake.foreign.aitoolkit.AiToolkitReader;
import dev.lorabake.foreign.onetrainer.OneTrainerReader;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.SettingsText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings in whatever form the user has them: a recipe, a plain sd-scripts config, or what
 * another tool wrote. The form is told from the content, not from the name.
 */
public final class SettingsReading {
  /** Asked in this order; each recognises only its own. */
  private static final List<ForeignReader> READERS =
      List.of(new OneTrainerReader(), new AiToolkitReader());

  private final Catalog catalog;
  private final Path workingFolder;
  private final SettingsText texts;

  public SettingsReading(Catalog catalog, Path workingFolder) {
    this(catalog, workingFolder, SettingsText.ON_DISK);
  }

  SettingsReading(Catalog catalog, Path workingFolder, SettingsText texts) {
    this.catalog = catalog;
    this.workingFolder = workingFolder.toAbsolutePath().normalize();
    this.texts = texts;
  }

  /**
   * Reads a file in any form and lays flags over it.
   *
   * @param script the training script, where the user named it
   */
  public RecipeReader.Reading read(Path file, List<Flag> flags, @Nullable String script) {
    Optional<Imported> imported = imported(List.of(file));
    return imported.isPresent()
        ? recipe(imported.get(), flags, script)
        : new RecipeReader(catalog, workingFolder, texts).read(file, flags, script);
  }

  /**
   * What another tool's file says, with an account of every key; empty where the file is a recipe
   * or a plain config that the recipe reader takes.
   *
   * @param files the main file and those that belong to it, in any order
   * @throws UserError when a file cannot be read, or belongs to none of the others
   */
  public Optional<Imported> imported(List<Path> files) {
    List<ForeignFile> all = new ArrayList<>();
    for (Path file : files) {
      Optional<ForeignFile> opened = open(workingFolder.resolve(file).normalize());
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      all.add(opened.get());
    }
    for (ForeignReader reader : READERS) {
      for (ForeignFile main : all) {
        if (reader.recognises(main)) {
          List<ForeignFile> others = all.stream().filter(other -> other != main).toList();
          return Optional.of(
              reader.read(main, others, new ForeignReader.Surroundings(catalog, workingFolder)));
        }
      }
    }
    return Optional.empty();
  }

  /** The recipe that an import makes. */
  public RecipeReader.Reading recipe(Imported imported, List<Flag> flags, @Nullable String script) {
    String named = script == null ? imported.script() : script;
    RecipeReader.Reading reading =
        new RecipeReader(catalog, workingFolder, texts)
            .assemble(
                imported.format(),
                imported.files().getFirst(),
                imported.base(),
                imported.parts(),
                flags,
                named);
    List<String> notes = new ArrayList<>();
    notes.add(summary(imported));
    notes.addAll(reading.notes());
    return new RecipeReader.Reading(reading.recipe(), notes);
  }

  private static String summary(Imported imported) {
    return "read from "
        + imported.tool()
        + ": "
        + imported.count(Fate.MAPPED)
        + " keys taken, "
        + imported.count(Fate.APPROXIMATED)
        + " nearly, "
        + (imported.count(Fate.DROPPED) + imported.count(Fate.UNKNOWN))
        + " left out, "
        + imported.count(Fate.QUESTION)
        + " to be answered; lorabake import tells each";
  }

  /** Empty for what the recipe reader has the better words for: a folder, a pipe, nothing. */
  private static Optional<ForeignFile> open(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(ForeignFile.HEAD);
      return Optional.of(new ForeignFile(file, head, Math.max(head.length, Files.size(file))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
