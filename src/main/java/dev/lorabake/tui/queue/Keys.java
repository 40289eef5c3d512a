package dev.lorabake.tui.queue;

import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Moves;
import java.util.List;

/** The keys of the queue. */
final class Keys {
  static final Binding OPEN =
      Binding.of("open", Key.of(Key.Name.ENTER), "open", "Look at the training of the entry");
  static final Binding ADD =
      Binding.of("add", Key.of('a'), "add", "Put the recipe that was chosen into the queue");
  static final Binding EARLIER =
      Binding.of("earlier", Key.of('K'), "earlier", "Move it up among those that wait");
  static final Binding LATER =
      Binding.of("later", Key.of('J'), "later", "Move it down among those that wait");
  static final Binding PAUSE =
      Binding.of("pause", Key.of('p'), "pause", "Start no more trainings; once more: go on");
  static final Binding CANCEL =
      Binding.of("cancel-entry", Key.of('x'), "call off", "Call it off; what runs is stopped");
  static final Binding RETRY =
      Binding.of("retry", Key.of('r'), "retry", "Put it back; it goes on where it was");
  static final Binding WORK =
      Binding.of("work", Key.of('W'), "work it off", "Start the runner, which needs no terminal");
  static final Binding YES = Binding.of("yes", Key.of('y'), "call it off", "Call it off");
  static final Binding NO =
      new Binding(
          "back", List.of(Key.of(Key.Name.ESCAPE), Key.of('n')), "no", "Leave it as it is", true);

  /** What may be pressed while nothing is asked, the most important first. */
  static final List<Binding> ALL =
      List.of(
          OPEN,
          ADD,
          WORK,
          PAUSE,
          EARLIER,
          LATER,
          CANCEL,
          RETRY,
          Moves.UP,
          Moves.DOWN,
          Moves.PAGE_UP,
          Moves.PAGE_DOWN,
          Moves.FIRST,
          Moves.LAST);

  private Keys() {}
}
