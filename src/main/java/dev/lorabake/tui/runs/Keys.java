package dev.lorabake.tui.runs;

import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Moves;
import java.util.List;

/** The keys of the list of runs. */
final class Keys {
  static final Binding OPEN =
      Binding.of("open", Key.of(Key.Name.ENTER), "open", "Look at the run under the cursor");
  static final Binding RESUME =
      Binding.of("resume", Key.of('r'), "resume", "Go on from its latest state, as another run");
  static final Binding STOP = Binding.of("stop", Key.of('S'), "stop", "Stop its training now");
  static final Binding AFTER =
      new Binding(
          "after",
          List.of(Key.of('A')),
          "stop after checkpoint",
          "Stop it when the next checkpoint has verified",
          false);
  static final Binding MARK =
      Binding.of("mark", Key.of(' '), "mark", "Mark it, to be compared with another");
  static final Binding COMPARE =
      Binding.of(
          "compare",
          Key.of('c'),
          "compare",
          "Lay the two marked runs side by side, or the marked one and this");
  static final Binding COPY =
      Binding.of("copy", Key.of('n'), "new from it", "Set up a copy of its recipe, in a new file");
  static final Binding FOLDER =
      Binding.of("folder", Key.of('o'), "folder", "Tell where it lies, and show the folder");
  static final Binding REFRESH =
      new Binding("refresh", List.of(Key.of('g')), "look again", "Look at every run again", false);
  static final Binding FIND =
      Binding.of("find", Key.of('/'), "find", "Show only runs with a text in their name or state");
  static final Binding SHOW =
      Binding.of("show", Key.of(Key.Name.ENTER), "show", "Show only runs with that text");
  static final Binding ALL_RUNS =
      new Binding(
          "back", List.of(Key.of(Key.Name.ESCAPE), Key.of('q')), "all", "Show all runs", true);
  static final Binding YES = Binding.of("yes", Key.of('y'), "yes", "Do what is asked");
  static final Binding NO =
      new Binding(
          "back", List.of(Key.of(Key.Name.ESCAPE), Key.of('N')), "no", "Leave it as it is", true);
  static final Binding WRITE =
      Binding.of("write", Key.of(Key.Name.ENTER), "write it", "Write the copy and set it up");
  static final Binding CANCEL =
      Binding.of("back", Key.of(Key.Name.ESCAPE), "cancel", "Write nothing");

  /** What may be pressed while nothing is asked, the most important first. */
  static final List<Binding> ALL =
      List.of(
          OPEN,
          RESUME,
          STOP,
          MARK,
          COMPARE,
          COPY,
          FOLDER,
          FIND,
          AFTER,
          REFRESH,
          Moves.UP,
          Moves.DOWN,
          Moves.PAGE_UP,
          Moves.PAGE_DOWN,
          Moves.FIRST,
          Moves.LAST);

  private Keys() {}
}
