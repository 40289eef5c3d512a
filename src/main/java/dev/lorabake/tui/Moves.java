package dev.lorabake.tui;

import java.util.List;

/** The keys that move a cursor, for every screen with a list. */
public final class Moves {
  public static final Binding UP =
      new Binding("up", List.of(Key.of(Key.Name.UP), Key.of('k')), "up", "Move up", false);
  public static final Binding DOWN =
      new Binding("down", List.of(Key.of(Key.Name.DOWN), Key.of('j')), "down", "Move down", false);
  public static final Binding PAGE_UP =
      new Binding("page-up", List.of(Key.of(Key.Name.PAGE_UP)), "page up", "Move up by ten", false);
  public static final Binding PAGE_DOWN =
      new Binding(
          "page-down", List.of(Key.of(Key.Name.PAGE_DOWN)), "page down", "Move down by ten", false);

  public static final Binding FIRST =
      new Binding("first", List.of(Key.of(Key.Name.HOME)), "first", "Go to the first", false);
  public static final Binding LAST =
      new Binding(
          "last", List.of(Key.of(Key.Name.END), Key.of('G')), "last", "Go to the last", false);

  /** By so many rows. */
  public static final int PAGE = 10;

  private Moves() {}
}
