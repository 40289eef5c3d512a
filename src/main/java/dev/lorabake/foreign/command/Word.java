package dev.lorabake.foreign.command;

import dev.lorabake.recipe.Place;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A word of a command with its variables filled in.
 *
 * @param text what the program gets; with a variable of unknown value as it is written
 * @param doubts why the text may be another one, as clauses; empty where it is certain
 * @param variables whose values stand in it
 * @param bare whether nothing of it was quoted
 */
record Word(String text, Place place, Set<String> doubts, Set<String> variables, boolean bare) {
  static Word of(String text, Place place) {
    return new Word(text, place, Set.of(), Set.of(), true);
  }

  boolean isCertain() {
    return doubts.isEmpty();
  }

  Word doubted(String why) {
    Set<String> more = new LinkedHashSet<>(doubts);
    more.add(why);
    return new Word(text, place, Set.copyOf(more), variables, bare);
  }

  /** The last part of it as a path, whatever the system's separator. */
  String name() {
    return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
  }
}
