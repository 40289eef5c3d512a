package dev.lorabake.tui.lanterna;

import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Lanterna from taking what the terminal answers for keys, whenever that comes: without it,
 * {@code ESC [ ? 6 c} is Alt-[ and three letters.
 */
final class AnswerPattern implements CharacterPattern {
  /** An answer among the keys, as Lanterna does with the cursor's position. */
  static final class Answer extends KeyStroke {
    private final TerminalAnswer answer;

    Answer(TerminalAnswer answer) {
      super(KeyType.Unknown);
      this.answer = answer;
    }

    TerminalAnswer answer() {
      return answer;
    }
  }

  @Override
  @SuppressWarnings("JdkObsolete") // whether more characters may make it an answer is the question
  public @Nullable Matching match(List<Character> characters) {
    StringBuilder text = new StringBuilder(characters.size());
    characters.forEach(text::append);
    Matcher matcher = TerminalAnswer.FORM.matcher(text);
    if (matcher.matches()) {
      return new Matching(new Answer(TerminalAnswer.of(matcher.toMatchResult())));
    }
    return matcher.hitEnd() ? Matching.NOT_YET : null;
  }
}
