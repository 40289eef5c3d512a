package dev.lorabake.tui.setup;

import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Moves;
import java.util.List;
import java.util.stream.Stream;

/** The keys of the set-up screen. */
final class Keys {
  static final Binding NEXT =
      Binding.of("next", Key.of(Key.Name.TAB), "next", "Go to the next part of the screen");
  static final Binding BEFORE =
      new Binding(
          "before",
          List.of(Key.shift(Key.Name.TAB)),
          "before",
          "Go to the part of the screen before",
          false);
  static final Binding EDIT =
      Binding.of(
          "edit",
          Key.of(Key.Name.ENTER),
          "edit",
          "Edit the setting under the cursor; of a finding, go to its setting");
  static final Binding TOGGLE =
      new Binding("toggle", List.of(Key.of(' ')), "switch", "Switch the setting on or off", false);
  static final Binding UNSET =
      new Binding(
          "unset",
          List.of(Key.of(Key.Name.DELETE), Key.of('x')),
          "unset",
          "Take the setting out, so that the default holds",
          false);
  static final Binding FIX = Binding.of("fix", Key.of('F'), "fix", "Apply the fix of the finding");
  static final Binding SEARCH =
      Binding.of("search", Key.of('/'), "search", "Find any setting by a part of its name");
  static final Binding UNDO = Binding.of("undo", Key.of('u'), "undo", "Take the last change back");
  static final Binding REDO =
      new Binding(
          "redo", List.of(Key.ctrl('r')), "redo", "Make the change again that was undone", false);
  static final Binding SAVE = Binding.of("save", Key.ctrl('s'), "save", "Save the recipe");
  static final Binding REHEARSE =
      Binding.of(
          "rehearse",
          Key.of('R'),
          "rehearse",
          "Go the whole way without training: every file, every step, no GPU");
  static final Binding TRAIN = Binding.of("train", Key.of('T'), "train", "Start the training");
  static final Binding DATASET =
      Binding.of("dataset", Key.of('d'), "dataset", "See its images, captions and buckets");
  static final Binding CARD =
      Binding.of(
          "card", Key.of('g'), "GPU", "Choose the card to plan for: this machine's or any other");
  static final Binding ADD =
      new Binding(
          "add",
          List.of(Key.of('a')),
          "add",
          "Add a subset to the dataset, or a control image like the last one",
          false);
  static final Binding ADD_DATASET =
      new Binding("add-dataset", List.of(Key.of('A')), "add dataset", "Add a dataset", false);
  static final Binding REMOVE =
      new Binding(
          "remove",
          List.of(Key.of('X')),
          "remove",
          "Take out the dataset, the subset or the control image under the cursor",
          false);
  static final Binding MORE =
      new Binding(
          "more",
          List.of(Key.of('m')),
          "more",
          "Show datasets and control images with every key that they may have, or no more",
          false);
  static final Binding RAISE =
      new Binding(
          "raise",
          List.of(Key.of('+')),
          "raise",
          "Make the number larger by a step; while it is typed: ↑",
          false);
  static final Binding LOWER =
      new Binding(
          "lower",
          List.of(Key.of('-')),
          "lower",
          "Make the number smaller by a step; while it is typed: ↓",
          false);
  static final Binding SCROLL_UP =
      new Binding(
          "scroll-up", List.of(Key.of('[')), "scroll up", "Scroll the explanation back", false);
  static final Binding SCROLL_DOWN =
      new Binding(
          "scroll-down", List.of(Key.of(']')), "scroll down", "Scroll the explanation on", false);
  static final Binding COMPLETE =
      new Binding("complete", List.of(Key.of(Key.Name.TAB)), "complete", "Complete the path", true);
  static final Binding PICK =
      new Binding(
          "pick",
          List.of(Key.ctrl('o')),
          "choose",
          "Choose the file or the folder from the disk",
          false);
  static final Binding PICK_TYPED =
      new Binding(
          "pick",
          List.of(Key.ctrl('o'), Key.of(Key.Name.DOWN)),
          "choose",
          "Choose the file or the folder from the disk",
          true);
  static final Binding OK = Binding.of("ok", Key.of(Key.Name.ENTER), "take", "Take what is typed");
  static final Binding CANCEL =
      Binding.of("back", Key.of(Key.Name.ESCAPE), "cancel", "Leave it as it was");
  static final Binding DISCARD =
      Binding.of("discard", Key.of('D'), "discard", "When asked: throw away what was not saved");

  static final Binding TAKE_DRAFT =
      Binding.of("take-draft", Key.of('t'), "take it", "When asked: go on with the draft");

  static final Binding BACK =
      new Binding(
          "back", List.of(Key.of(Key.Name.ESCAPE), Key.of('q')), "back", "Leave this recipe", true);

  /** What may be pressed while nothing is typed, the most important first. */
  static final List<Binding> ALL =
      List.of(
          NEXT,
          EDIT,
          FIX,
          SEARCH,
          SAVE,
          REHEARSE,
          TRAIN,
          DATASET,
          UNDO,
          CARD,
          REDO,
          TOGGLE,
          PICK,
          UNSET,
          RAISE,
          LOWER,
          ADD,
          ADD_DATASET,
          REMOVE,
          MORE,
          SCROLL_UP,
          SCROLL_DOWN,
          BEFORE,
          Moves.UP,
          Moves.DOWN,
          Moves.PAGE_UP,
          Moves.PAGE_DOWN,
          BACK);

  /** Those, and the ones that answer a question. */
  static final List<Binding> DOCUMENTED =
      Stream.concat(ALL.stream(), Stream.of(TAKE_DRAFT, DISCARD)).toList();

  private Keys() {}
}
