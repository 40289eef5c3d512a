package dev.lorabake.recipe;

import java.nio.file.Path;
import java.util.Set;

/** Reads a small TOML file of top-level values, such as lorabake's own configuration. */
public final class SettingsFile {
  private SettingsFile() {}

  /**
   * The top-level values of the file.
   *
   * @throws dev.lorabake.UserError when it cannot be read or is no TOML
   */
  public static Settings read(Path file) {
    return TomlSource.parse(file, TextFile.read(file)).flattened(Set.of());
  }
}
