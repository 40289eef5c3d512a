package dev.lorabake.foreign.command;

import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a {@link RawWord} together, with neighbouring text in one piece. */
final class WordBuilder {
  private final Place place;
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean quoted;

  WordBuilder(Place place) {
    this.place = place;
  }

  void add(char c, boolean inQuotes) {
    add(String.valueOf(c), inQuotes);
  }

  /** Adds text; empty quoted text makes a word of nothing. */
  void add(String more, boolean inQuotes) {
    if (inQuotes != quoted) {
      flush();
      quoted = inQuotes;
    }
    if (more.isEmpty() && inQuotes && text.isEmpty()) {
      pieces.add(new Piece.Text("", true));
    }
    text.append(more);
  }

  void add(Piece piece) {
    flush();
    pieces.add(piece);
  }

  private void flush() {
    if (!text.isEmpty()) {
      pieces.add(new Piece.Text(text.toString(), quoted));
      text.setLength(0);
    }
  }

  boolean isEmpty() {
    return pieces.isEmpty() && text.isEmpty();
  }

  /** {@code null} for a word of no piece. */
  @Nullable RawWord build() {
    flush();
    return pieces.isEmpty() ? null : new RawWord(List.copyOf(pieces), place);
  }
}
