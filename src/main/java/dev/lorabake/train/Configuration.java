package dev.lorabake.train;

import dev.lorabake.recipe.Settings;
import dev.lorabake.recipe.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The user's own settings of lorabake, which come from no recipe.
 *
 * @param environment the variables of the process
 */
record Configuration(Map<String, String> environment) {
  /** The folder, which need not be there. */
  Path folder() {
    String xdg = environment.get("XDG_CONFIG_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(xdg);
    return base.resolve("lorabake");
  }

  /**
   * One of its files; nothing where that is missing.
   *
   * @throws dev.lorabake.UserError when it is no TOML
   */
  Settings read(String name) {
    Path file = folder().resolve(name);
    return Files.exists(file) ? SettingsFile.read(file) : Settings.none();
  }
}
