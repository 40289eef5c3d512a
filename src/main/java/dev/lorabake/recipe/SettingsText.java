package dev.lorabake.recipe;

import dev.lorabake.UserError;
import java.nio.file.Path;

/** Where the text of a settings file comes from: the disk, or an editor that has not saved yet. */
public interface SettingsText {
  /** The files as they are. */
  SettingsText ON_DISK = TextFile::read;

  /**
   * The file's text, without a byte order mark.
   *
   * @throws UserError when it cannot be read
   */
  String of(Path file);
}
