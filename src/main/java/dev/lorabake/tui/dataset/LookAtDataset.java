package dev.lorabake.tui.dataset;

import dev.lorabake.recipe.SettingsText;
import dev.lorabake.train.DatasetLook;
import dev.lorabake.train.Request;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at every image of a recipe.
 *
 * @param texts where its text comes from: an editor may not have saved it
 */
record LookAtDataset(Path file, SettingsText texts) implements Effect {
  /** What was found. */
  record Found(Path file, DatasetLook.Seen seen) implements Msg {}

  /** Nothing could be looked at. */
  record Unreadable(Path file, String reason) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    Request request = new Request(file, List.of(), null, null);
    tell.accept(
        new Found(
            file,
            DatasetLook.see(
                world.preparing().telling(new Progressing(file, tell)), request, texts)));
  }

  @Override
  public Msg failed(String message, String help) {
    return new Unreadable(file, message + "; " + help);
  }
}
