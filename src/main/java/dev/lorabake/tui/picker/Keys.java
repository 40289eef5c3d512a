package dev.lorabake.tui.picker;

import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Moves;
import java.util.List;

/** The keys of the picker; all others look for a name. */
final class Keys {
  static final Binding TAKE =
      Binding.of(
          "take", Key.of(Key.Name.ENTER), "take", "Take what is under the cursor, or go into it");
  static final Binding OPEN =
      Binding.of("open", Key.of(Key.Name.RIGHT), "open", "Go into the folder under the cursor");
  static final Binding PARENT =
      Binding.of("parent", Key.of(Key.Name.LEFT), "above", "Go to the folder that it lies in");
  static final Binding ALL_FILES =
      Binding.of("all", Key.of(Key.Name.TAB), "all files", "Show the other files too, or no more");
  static final Binding HOME =
      Binding.of("home", Key.of('~'), "home", "Go to the home folder, while no name is typed");
  static final Binding BACK =
      new Binding(
          "back", List.of(Key.of(Key.Name.ESCAPE)), "cancel", "Leave the path as it was", true);

  /** For who looks for it: the letters of a name cannot be bindings. */
  static final Binding INTO =
      new Binding(
          "into", List.of(Key.of('/')), "into", "Go into the folder whose name is typed", false);

  static final Binding UP = new Binding("up", List.of(Key.of(Key.Name.UP)), "up", "Move up", false);
  static final Binding DOWN =
      new Binding("down", List.of(Key.of(Key.Name.DOWN)), "down", "Move down", false);

  static final List<Binding> ALL =
      List.of(
          TAKE,
          OPEN,
          PARENT,
          BACK,
          ALL_FILES,
          HOME,
          INTO,
          UP,
          DOWN,
          Moves.PAGE_UP,
          Moves.PAGE_DOWN);

  private Keys() {}
}
