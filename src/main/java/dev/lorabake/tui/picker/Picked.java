package dev.lorabake.tui.picker;

import dev.lorabake.tui.Effect;
import dev.lorabake.tui.Msg;
import dev.lorabake.tui.World;
import java.util.function.Consumer;

/**
 * A path was chosen.
 *
 * @param asked what it was chosen for, as the asking screen called it
 * @param text the path as it is to be written there
 */
public record Picked(String asked, String text) implements Msg {
  /** Tells it to the screen that asked, when the picker is closed. */
  record Tell(Picked picked) implements Effect {
    @Override
    public void perform(World world, Consumer<Msg> tell) {
      tell.accept(picked);
    }
  }
}
