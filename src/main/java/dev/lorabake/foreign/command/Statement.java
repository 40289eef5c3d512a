package dev.lorabake.foreign.command;

import dev.lorabake.recipe.Place;
import java.util.List;

/** What a script does, in its order. */
sealed interface Statement {
  Place place();

  /** A command with its arguments. */
  record Run(List<RawWord> words, Place place) implements Statement {}

  /**
   * A variable takes a value.
   *
   * @param items one word, or the items of a list
   * @param append whether it is added to what the variable held
   * @param exported whether the programs that are started see it
   */
  record Assign(
      String name, List<RawWord> items, boolean list, boolean append, boolean exported, Place place)
      implements Statement {}

  /**
   * What follows happens only if the words hold, up to {@link Else}, the next such or {@link
   * Close}.
   *
   * @param again whether it is the {@code elif} of the one before
   */
  record If(List<RawWord> test, boolean again, Place place) implements Statement {}

  record Else(Place place) implements Statement {}

  /** What follows may happen never, once or often: a loop or a function. */
  record Open(Place place) implements Statement {}

  /** The end of {@link If} or {@link Open}. */
  record Close(Place place) implements Statement {}
}
