package dev.lorabake.tui.wizard;

import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Moves;
import java.util.List;

/** The keys of the wizard. */
final class Keys {
  static final Binding TAKE =
      Binding.of(
          "take",
          Key.of(Key.Name.ENTER),
          "take",
          "Take the answer and go on; of the review, write it");
  static final Binding WRITE =
      Binding.of(
          "take", Key.of(Key.Name.ENTER), "write it", "Write the reviewed recipe and set it up");
  static final Binding TRAIN =
      Binding.of("train", Key.of('T'), "and train", "Write the reviewed recipe and train it");
  static final Binding REHEARSE =
      Binding.of(
          "rehearse",
          Key.of('R'),
          "and rehearse",
          "Write the reviewed recipe and go the whole way without training");
  static final Binding COMPLETE =
      Binding.of("complete", Key.of(Key.Name.TAB), "complete", "Complete the path that is typed");
  static final Binding PICK =
      new Binding(
          "pick",
          List.of(Key.ctrl('o')),
          "choose",
          "Choose the file or the folder from the disk",
          true);
  static final Binding BACK =
      new Binding(
          "back",
          List.of(Key.of(Key.Name.ESCAPE), Key.of('q')),
          "back",
          "Go back to the question before; from the first one, home",
          true);

  static final List<Binding> ALL =
      List.of(TAKE, PICK, COMPLETE, BACK, Moves.UP, Moves.DOWN, TRAIN, REHEARSE);

  private Keys() {}
}
