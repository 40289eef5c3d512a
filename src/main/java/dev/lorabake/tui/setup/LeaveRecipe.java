package dev.lorabake.tui.setup;

import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Lets another program take over the recipe's draft, as nobody edits the recipe here now. */
record LeaveRecipe(Path file) implements Effect {
  @Override
  public void perform(World world, Consumer<Msg> tell) throws IOException {
    world.drafts().leave(file);
  }
}
