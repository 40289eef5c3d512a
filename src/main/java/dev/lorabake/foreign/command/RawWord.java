package dev.lorabake.foreign.command;

import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word as a script writes it, before variables are filled in.
 *
 * @param items the words of the list that is assigned, for {@code NAME=(…)}; else {@code null}
 */
record RawWord(List<Piece> pieces, @Nullable List<RawWord> items, Place place) {
  RawWord(List<Piece> pieces, Place place) {
    this(pieces, null, place);
  }

  /** The unquoted text that it begins with. */
  String head() {
    return !pieces.isEmpty()
            && pieces.getFirst() instanceof Piece.Text(String text, boolean quoted)
            && !quoted
        ? text
        : "";
  }

  /** Whether it is this unquoted text and nothing else. */
  boolean is(String text) {
    return pieces.size() == 1 && items == null && head().equals(text);
  }

  /** The rest, behind so many characters of {@link #head}. */
  RawWord from(int count) {
    List<Piece> rest = new ArrayList<>(pieces);
    String left = head().substring(count);
    rest.removeFirst();
    if (!left.isEmpty()) {
      rest.addFirst(new Piece.Text(left, false));
    }
    return new RawWord(List.copyOf(rest), items, place);
  }
}
