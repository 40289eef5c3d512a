package dev.lorabake.foreign.command;

import dev.lorabake.recipe.Place;
import java.util.List;
import java.util.Set;

/**
 * What a script says, with its variables filled in as far as it sets them plainly.
 *
 * @param commands what it starts, in order; not those that it surely passes by
 * @param assignments every one that counts, in order
 * @param asked variables that a condition asks for
 */
record Script(
    Dialect dialect, List<Command> commands, List<Assignment> assignments, Set<String> asked) {

  /**
   * A command with its arguments.
   *
   * @param words the program first
   * @param sure whether it is started once: under no condition and in no loop
   */
  record Command(List<Word> words, boolean sure, Place place) {
    Command {
      words = List.copyOf(words);
    }
  }

  /**
   * A variable and what was set or added.
   *
   * @param exported whether the programs that are started see it
   */
  record Assignment(String name, List<Word> items, boolean exported, Place place) {
    String text() {
      return String.join(" ", items.stream().map(Word::text).toList());
    }
  }
}
