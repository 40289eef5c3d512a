package dev.lorabake.tui.home;

import dev.lorabake.recipe.RecipeFormat;
import dev.lorabake.train.RunRow;
import java.nio.file.Path;

/** Something that can be chosen on the home screen. */
sealed interface Row {
  /** A training that goes on now. */
  record Running(RunRow run) implements Row {}

  /**
   * A recipe.
   *
   * @param what it trains
   * @param draft when the latest change that was never saved was kept, as it is shown; empty where
   *     all is saved
   */
  record Recipe(Path file, String what, String draft) implements Row {}

  /** A file that is meant as a recipe and cannot be read as one. */
  record Broken(Path file, String problem, String help) implements Row {}

  /** Settings of another tool, or a plain config of sd-scripts'. */
  record Foreign(Path file, RecipeFormat format) implements Row {}

  /**
   * A recipe that is gone, of which a draft is there.
   *
   * @param before its text before the change that the draft holds
   */
  record Deleted(Path file, String draft, String before) implements Row {}

  /** What stands in its first column. */
  default String name() {
    return switch (this) {
      case Running running -> running.run().run().name();
      case Recipe recipe -> String.valueOf(recipe.file().getFileName());
      case Broken broken -> String.valueOf(broken.file().getFileName());
      case Foreign foreign -> String.valueOf(foreign.file().getFileName());
      case Deleted deleted -> String.valueOf(deleted.file().getFileName());
    };
  }

  /** What Enter does with it. */
  default String verb() {
    return switch (this) {
      case Running _ -> "watch";
      case Recipe _ -> "set up";
      case Broken _ -> "why";
      case Foreign _ -> "how";
      case Deleted _ -> "restore";
    };
  }
}
