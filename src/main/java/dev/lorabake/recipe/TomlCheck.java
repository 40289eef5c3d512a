package dev.lorabake.recipe;

import dev.lorabake.UserError;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether a file that upstream will read by itself is TOML at all. */
public final class TomlCheck {
  private TomlCheck() {}

  /** What is wrong with the file, with its line; {@code null} when it can be read. */
  public static @Nullable String complaint(Path file) {
    try {
      TomlSource.parse(file, TextFile.read(file));
      return null;
    } catch (UserError e) {
      return e.getMessage();
    }
  }
}
