package dev.lorabake.foreign;

import dev.lorabake.UserError;
import dev.lorabake.catalog.Catalog;
import java.nio.file.Path;
import java.util.List;

/** Reads the settings of one tool. It never runs code from a file. */
public interface ForeignReader {
  /**
   * Whether the file is of this format, told from its content alone; cheap, and never throws.
   * Unless {@link #takesBytes}, it is asked about whole text files only.
   */
  boolean recognises(ForeignFile file);

  /** Whether its files are no text. */
  default boolean takesBytes() {
    return false;
  }

  /**
   * Whether the recipe reader takes such a file as it is: then only an import asks this reader, and
   * every other command reads the file as ever.
   */
  default boolean isPlainConfig() {
    return false;
  }

  /**
   * Whether the file belongs to a main file of this format without being one: a dataset config, a
   * concepts or samples file.
   */
  default boolean isCompanion(ForeignFile file) {
    return false;
  }

  /**
   * Reads it.
   *
   * @param main the file that {@link #recognises} said yes to
   * @param companions the other files that the user named
   * @param surroundings what the reader may lean on
   * @throws UserError when it is truncated or otherwise unreadable
   */
  Imported read(ForeignFile main, List<ForeignFile> companions, Surroundings surroundings);

  /**
   * What a reader may lean on.
   *
   * @param workingFolder absolute; relative paths of a command line count against it
   */
  record Surroundings(Catalog catalog, Path workingFolder) {}
}
