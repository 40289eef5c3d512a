package dev.lorabake.tui.dataset;

import dev.lorabake.tui.Binding;
import dev.lorabake.tui.Key;
import dev.lorabake.tui.Moves;
import java.util.List;

/** The keys of the dataset screen. */
final class Keys {
  static final Binding NEXT =
      Binding.of(
          "next", Key.of(Key.Name.TAB), "next view", "Show images, then buckets, then problems");
  static final Binding SEARCH =
      Binding.of(
          "search",
          Key.of('/'),
          "search",
          "Show only images with a text in their caption or name, of all subsets");
  static final Binding LOOK =
      Binding.of(
          "look",
          Key.of(Key.Name.ENTER),
          "open",
          "Enlarge the picture; list the files of a problem");
  static final Binding FOLDER =
      Binding.of("folder", Key.of('o'), "folder", "Tell where it lies, and show the folder");
  static final Binding TWINS =
      new Binding(
          "twins",
          List.of(Key.of('D')),
          "duplicates",
          "Look for pictures that a person would call the same",
          false);
  static final Binding BEFORE =
      new Binding(
          "left",
          List.of(Key.of(Key.Name.LEFT), Key.of('h')),
          "subset before",
          "Go to the subset before",
          false);
  static final Binding AFTER =
      new Binding(
          "right",
          List.of(Key.of(Key.Name.RIGHT), Key.of('l')),
          "next subset",
          "Go to the next subset",
          true);
  static final Binding AGAIN =
      Binding.of("again", Key.of('r'), "look again", "Look at every file again");
  static final Binding OK =
      Binding.of("ok", Key.of(Key.Name.ENTER), "show", "Show only images with that text");
  static final Binding ALL_IMAGES =
      Binding.of("back", Key.of(Key.Name.ESCAPE), "all", "Show all images");

  static final Binding BACK =
      new Binding(
          "back",
          List.of(Key.of(Key.Name.ESCAPE), Key.of('q')),
          "back",
          "Leave the picture, the files, the search, then the dataset",
          true);

  /** What may be pressed while nothing is typed, the most important first. */
  static final List<Binding> ALL =
      List.of(
          NEXT,
          SEARCH,
          LOOK,
          FOLDER,
          AFTER,
          BEFORE,
          TWINS,
          AGAIN,
          Moves.UP,
          Moves.DOWN,
          Moves.PAGE_UP,
          Moves.PAGE_DOWN,
          Moves.FIRST,
          Moves.LAST,
          BACK);

  private Keys() {}
}
