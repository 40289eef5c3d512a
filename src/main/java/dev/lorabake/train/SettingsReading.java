package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.ForeignFile;
import dev.lorabake.foreign.ForeignReader;
import dev.lorabake.foreign.Imported;
import dev.lorabake.foreign.Scrubbing;
import dev.lorabake.foreign.Secrets;
import dev.lorabake.foreign.UnknownFormat;
import dev.lorabake.foreign.aitoolkit.AiToolkitReader;
import dev.lorabake.foreign.command.CommandReader;
import dev.lorabake.foreign.kohya.KohyaReader;
import dev.lorabake.foreign.loraeasy.LoraEasyReader;
import dev.lorabake.foreign.lorafile.LoraFileReader;
import dev.lorabake.foreign.onetrainer.OneTrainerReader;
import dev.lorabake.foreign.sdscripts.DatasetConfigFile;
import dev.lorabake.foreign.sdscripts.SdScriptsReader;
import dev.lorabake.recipe.Flag;
import dev.lorabake.recipe.RecipeFormat;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.SettingsText;
import dev.lorabake.recipe.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings in whatever form the user has them: a recipe, a plain sd-scripts config, or what
 * another tool wrote. The form is told from the content, not from the name.
 */
public final class SettingsReading {
  /** Asked in this order; each recognises only its own. */
  private static final List<ForeignReader> READERS =
      List.of(
          // one a line
          new KohyaReader(),
          new CommandReader(),
          new LoraEasyReader(),
          new SdScriptsReader(),
          new OneTrainerReader(),
          new AiToolkitReader(),
          new LoraFileReader());

  /** The name of text that has none. */
  private static final String PASTED = "pasted";

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
    Path absolute = workingFolder.resolve(file).normalize();
    Optional<ForeignFile> opened = opened(absolute);
    Optional<Imported> imported =
        opened.flatMap(main -> recognised(List.of(main), reader -> !reader.isPlainConfig()));
    if (imported.isPresent()) {
      return recipe(imported.get(), flags, script);
    }
    if (opened.isPresent() && opened.get().length() > 0 && UnknownFormat.isNoToml(opened.get())) {
      throw UnknownFormat.of(opened.get());
    }
    SettingsText told =
        opened.isPresent() && TextFile.isStream(absolute)
            ? other -> other.equals(absolute) ? opened.get().text() : texts.of(other)
            : texts;
    return new RecipeReader(catalog, workingFolder, told).read(file, flags, script);
  }

  /**
   * The file's bytes.
   *
   * @throws UserError when it cannot be read
   */
  public ForeignFile open(Path file) {
    Path absolute = workingFolder.resolve(file).normalize();
    return opened(absolute)
        .orElseThrow(() -> {
          texts.of(absolute); // has the words for what it is instead
          return new UserError(absolute + " cannot be read", "check the path's spelling");
        });
  }

  /**
   * What another tool's file says, with an account of every key; a plain sd-scripts config too.
   *
   * @param files the main file and those that belong to it, in any order
   * @throws UserError when nobody knows its format, or it is a recipe already
   */
  public Imported imported(List<ForeignFile> files) {
    return recognised(files, reader -> true).orElseThrow(() -> unknown(files.getFirst()));
  }

  /**
   * What form another tool's file has, a plain sd-scripts config too; empty where nobody knows it
   * or it cannot be read.
   */
  public Optional<RecipeFormat> foreign(Path file) {
    try {
      return opened(file)
          .flatMap(main -> recognised(List.of(main), reader -> true))
          .map(Imported::format);
    } catch (UserError e) {
      return Optional.empty();
    }
  }

  private UserError unknown(ForeignFile file) {
    if (DatasetConfigFile.is(file)) {
      return new UserError(
          file.path() + " is a dataset config: it has datasets and no training options",
          "name the config or the training script that it belongs to as well");
    }
    if (!UnknownFormat.isNoToml(file) && file.isWhole()) {
      RecipeReader reader = new RecipeReader(catalog, workingFolder, texts);
      if (reader.isRecipe(file.path(), file.text())) {
        return new UserError(
            file.path() + " is a recipe of lorabake's already", "lorabake check reads it as it is");
      }
    }
    return UnknownFormat.of(file);
  }

  private Optional<Imported> recognised(List<ForeignFile> files, Predicate<ForeignReader> asked) {
    for (ForeignReader reader : READERS) {
      if (!asked.test(reader)) {
        continue;
      }
      for (ForeignFile main : files) {
        if ((reader.takesBytes() || (main.isText() && main.isWhole())) && reader.recognises(main)) {
          List<ForeignFile> others = files.stream().filter(other -> other != main).toList();
          for (ForeignFile other : others) {
            if (!reader.isCompanion(other)) {
              throw new UserError(
                  other.path() + " does not belong to " + main.path(),
                  "import one file at a time, with the dataset, concepts or samples files that"
                      + " belong to it");
            }
          }
          return Optional.of(read(reader, main, others));
        }
      }
    }
    return Optional.empty();
  }

  /** What a reader lets through of tokens and passwords goes no further than this. */
  private Imported read(ForeignReader reader, ForeignFile main, List<ForeignFile> others) {
    try {
      return Scrubbing.without(
          reader.read(main, others, new ForeignReader.Surroundings(catalog, workingFolder)),
          catalog);
    } catch (UserError e) {
      String message = String.valueOf(e.getMessage());
      throw Secrets.hide(message).equals(message)
          ? e
          : new UserError(Secrets.hide(message), Secrets.hide(e.help()));
    }
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
  private Optional<ForeignFile> opened(Path file) {
    if (!Files.isRegularFile(file) && !TextFile.isStream(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(
          Files.isRegularFile(file) ? whole(file, in, Files.size(file)) : pasted(in));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What comes through a pipe, as if it lay in the working folder, where its paths count from. */
  public ForeignFile pasted(InputStream in) throws IOException {
    return whole(workingFolder.resolve(PASTED), in, 0);
  }

  /**
   * A file of which these are the bytes.
   *
   * @param size the whole length, 0 where it is not known before the end
   */
  private static ForeignFile whole(Path file, InputStream in, long size) throws IOException {
    byte[] head = in.readNBytes(ForeignFile.HEAD);
    boolean more = size == 0 && head.length == ForeignFile.HEAD && in.read() >= 0;
    return new ForeignFile(file, head, Math.max(head.length + (more ? 1 : 0), size));
  }
}
