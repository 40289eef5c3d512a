package dev.lorabake.tui.setup;

import dev.lorabake.train.EditedRecipe;
import dev.lorabake.train.Prepared;
import dev.lorabake.train.Request;
import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Checks and plans what is being edited. */
record CheckRecipe(EditedRecipe recipe, @Nullable String gpu) implements Effect {
  /** What came of it; of what was asked about, which may be an older recipe or another card. */
  record Checked(EditedRecipe recipe, @Nullable String gpu, Prepared prepared) implements Msg {}

  /** The text cannot be read as a recipe at all. */
  record Unreadable(EditedRecipe recipe, String message, String help) implements Msg {}

  @Override
  public void perform(World world, Consumer<Msg> tell) {
    Request request = new Request(recipe.file(), List.of(), null, gpu);
    Prepared prepared = world.preparing().prepare(request, recipe.texts());
    tell.accept(new Checked(recipe, gpu, Concern.shortened(prepared, recipe.file())));
  }

  @Override
  public Msg failed(String message, String help) {
    return new Unreadable(recipe, message, help);
  }
}
