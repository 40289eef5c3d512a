package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The marks that a terminal puts around pasted text once it is asked to ({@code ?2004}). */
final class PastePattern implements CharacterPattern {
  private static final String BEGIN = "\u001b[200~";
  private static final String END = "\u001b[201~";

  /** A mark among the keys. */
  static final class Mark extends KeyStroke {
    private final boolean begin;

    Mark(boolean begin) {
      super(KeyType.Unknown);
      this.begin = begin;
    }

    boolean isBegin() {
      return begin;
    }
  }

  @Override
  public @Nullable Matching match(List<Character> characters) {
    StringBuilder read = new StringBuilder(characters.size());
    characters.forEach(read::append);
    String text = read.toString();
    if (text.equals(BEGIN) || text.equals(END)) {
      return new Matching(new Mark(text.equals(BEGIN)));
    }
    return BEGIN.startsWith(text) || END.startsWith(text) ? Matching.NOT_YET : null;
  }
}
