package dev.lorabake.tui.home;

import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Moves;
import java.util.List;

/** The keys of the home screen. */
final class Keys {
  static final Binding OPEN =
      Binding.of(
          "open",
          Key.of(Key.Name.ENTER),
          "set up",
          "Set up the recipe under the cursor; of a training, watch it");
  static final Binding NEW =
      Binding.of("new", Key.of('n'), "new recipe", "Make a recipe by answering a few questions");
  static final Binding DEMO =
      Binding.of(
          "demo",
          Key.of('D'),
          "demo",
          "Make a sample project in a new folder, to try all without a GPU");
  static final Binding RUNS =
      Binding.of("runs", Key.of('r'), "runs", "See every run, and watch one");
  static final Binding DATASET =
      Binding.of("dataset", Key.of('d'), "dataset", "See the images of the recipe");
  static final Binding QUEUE =
      Binding.of("queue", Key.of('Q'), "queue", "See the queue, and put the recipe into it");
  static final Binding AGAIN =
      new Binding("again", List.of(Key.of('g')), "look again", "Look at the folder again", false);
  static final Binding LEAVE =
      new Binding(
          "back", List.of(Key.of('q'), Key.of(Key.Name.ESCAPE)), "leave", "Leave lorabake", true);

  static final List<Binding> ALL =
      List.of(
          OPEN,
          NEW,
          DATASET,
          RUNS,
          QUEUE,
          DEMO,
          LEAVE,
          AGAIN,
          Moves.UP,
          Moves.DOWN,
          Moves.PAGE_UP,
          Moves.PAGE_DOWN);

  /** In the order in which they count where there is nothing to choose from. */
  static final List<Binding> WITH_NOTHING =
      List.of(NEW, DEMO, LEAVE, RUNS, QUEUE, AGAIN, OPEN, DATASET);

  private Keys() {}
}
