package dev.lorabake.tui.setup;

import dev.lorabake.train.EditedRecipe;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is not saved, or forgets it.
 *
 * @param recipe {@code null} to forget
 */
record KeepDraft(Path file, @Nullable EditedRecipe recipe) implements Effect {
  /**
   * It was tried.
   *
   * @param problem why it could not be done, {@code null} where it was
   */
  record Done(Path file, @Nullable String problem) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException {
    if (recipe == null) {
      world.drafts().drop(file);
    } else {
      world.drafts().keep(recipe, world.machine().clock().instant());
    }
    tell.accept(new Done(file, null));
  }

  @Override
  public Msg failed(String message, String help) {
    return new Done(file, "what is not saved cannot be kept safe: " + message + "; " + help);
  }
}
