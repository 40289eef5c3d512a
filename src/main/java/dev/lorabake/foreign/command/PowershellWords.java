package dev.lorabake.foreign.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the words of PowerShell: of a command, of a condition, and the values of variables. */
final class PowershellWords {
  /** What a variable is set to. */
  record Value(List<RawWord> items, boolean list) {}

  private static final Pattern NEW_LIST =
      Pattern.compile(
          "(?i)\\A(\\[[\\w.\\[\\]<>]*list[\\w.\\[\\]<>]*]::new\\(\\)|new-object\\s+[\\w.]*list\\S*)");
  private static final Pattern JOIN = Pattern.compile("(?i)\\A\\(\\s*join-path\\s+");
  private static final Pattern NAME =
      Pattern.compile("\\A\\{?(?:(env|script|global):)?(\\w+)}?", Pattern.CASE_INSENSITIVE);
  private static final Pattern INNER = Pattern.compile("\\$\\(\\s*\\$(\\w+)\\s*\\)");

  private final Source source;

  PowershellWords(Source source) {
    this.source = source;
  }

  /** Passes blanks, line ends and comments; whether there was one. */
  boolean skipBlank() {
    char c = source.peek();
    if (c == ' ' || c == '\t' || c == '\n') {
      source.next();
    } else if (source.accept("<#")) {
      while (!source.atEnd() && !source.accept("#>")) {
        source.next();
      }
    } else if (c == '#') {
      source.restOfLine();
    } else if (c == '`' && source.peek(1) == '\n') {
      source.next();
      source.next();
    } else {
      return false;
    }
    return !source.atEnd();
  }

  void skipBlanks() {
    while (source.peek() == ' '
        || source.peek() == '\t'
        || (source.peek() == '`' && source.peek(1) == '\n')) {
      char c = source.next();
      if (c == '`') {
        source.next();
      }
    }
  }

  /** The words of a command, up to its end. */
  List<RawWord> command() {
    List<RawWord> words = new ArrayList<>();
    while (!source.atEnd()) {
      skipBlanks();
      char c = source.peek();
      if (c == '\n' || c == ';' || c == '|' || c == '}' || source.atEnd()) {
        break;
      }
      if (c == '#') {
        source.restOfLine();
      } else if (c == '>' || source.isNext("2>") || source.isNext("*>")) {
        redirection();
      } else {
        RawWord word = word("");
        if (word == null) {
          break;
        }
        words.add(word);
      }
    }
    return words;
  }

  private void redirection() {
    while ("0123456789*>&".indexOf(source.peek()) >= 0 && !source.atEnd()) {
      source.next();
    }
    skipBlanks();
    word("");
  }

  /** The words between brackets, as of a condition; nested brackets are one unclear word. */
  List<RawWord> brackets() {
    List<RawWord> words = new ArrayList<>();
    if (!source.accept("(")) {
      return words;
    }
    while (!source.atEnd()) {
      while (skipBlank()) {
        // to the next word
      }
      if (source.accept(")")) {
        break;
      }
      RawWord word = word(")");
      if (word == null) {
        source.next();
      } else {
        words.add(word);
      }
    }
    return words;
  }

  /** What stands behind an equals sign. */
  Value value() {
    if (source.accept("@(")) {
      return new Value(items(), true);
    }
    Matcher fresh = NEW_LIST.matcher(source.line());
    if (fresh.find()) {
      source.accept(fresh.group());
      return new Value(List.of(), true);
    }
    List<RawWord> items = new ArrayList<>(List.of(sum()));
    skipBlanks();
    while (source.accept(",")) { // 512,512 is a list, too
      skipBlanks();
      items.add(sum());
      skipBlanks();
    }
    return new Value(List.copyOf(items), items.size() > 1);
  }

  private List<RawWord> items() {
    List<RawWord> items = new ArrayList<>();
    while (!source.atEnd() && !source.accept(")")) {
      if (!skipBlank() && !source.accept(",")) {
        items.add(sum());
      }
    }
    return items;
  }

  /** Terms that plus signs join. */
  private RawWord sum() {
    WordBuilder word = new WordBuilder(source.place());
    int start = source.offset();
    do {
      while (skipBlank()) {
        // a term may stand on the next line
      }
      if (!term(word)) {
        return rest(start);
      }
      skipBlanks();
    } while (source.accept("+"));
    boolean ended = source.atEnd() || ",;)}|#\n".indexOf(source.peek()) >= 0;
    RawWord sum = word.build();
    return ended && sum != null ? sum : rest(start);
  }

  private RawWord rest(int start) {
    int depth = 0;
    while (!source.atEnd()) {
      char c = source.peek();
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (depth < 0 || (depth <= 0 && (c == '\n' || c == ';'))) {
        break;
      }
      source.next();
    }
    if (source.offset() == start) {
      source.next();
    }
    return new RawWord(
        List.of(new Piece.Unclear(source.since(start).strip())), source.place(start));
  }

  private boolean term(WordBuilder word) {
    char c = source.peek();
    if (JOIN.matcher(source.line()).find()) {
      return joined(word);
    }
    if (c == '"' || c == '\'') {
      source.next();
      quoted(word, c);
      return true;
    }
    if (c == '$') {
      source.next();
      dollar(word, true);
      return true;
    }
    int start = source.offset();
    while (Character.isDigit(source.peek())
        || source.peek() == '.'
        || source.peek() == '-'
        || (source.offset() > start && (source.peek() == 'e' || source.peek() == 'E'))) {
      source.next();
    }
    word.add(source.since(start), false);
    return source.offset() > start;
  }

  private boolean joined(WordBuilder word) {
    Matcher join = JOIN.matcher(source.line());
    if (join.find()) {
      source.back(source.offset() + join.end());
    }
    boolean read = term(word);
    skipBlanks();
    word.add("/", true);
    read &= term(word);
    skipBlanks();
    return read && source.accept(")");
  }

  /** A word as commands have it; {@code null} for none. */
  private @Nullable RawWord word(String ends) {
    WordBuilder word = new WordBuilder(source.place());
    if (ends.equals(")") && source.peek() == '!') {
      word.add(source.next(), false);
      return word.build();
    }
    if (source.peek() == '@' && Character.isLetter(source.peek(1))) {
      source.next();
      dollar(word, true);
      return word.build();
    }
    while (!source.atEnd()) {
      char c = source.peek();
      if (" \t\n;|}".indexOf(c) >= 0 || ends.indexOf(c) >= 0) {
        break;
      }
      int start = source.offset();
      source.next();
      switch (c) {
        case '"', '\'' -> quoted(word, c);
        case '$' -> dollar(word, true);
        case '`' -> {
          if (source.onlyBlanksLeft() && source.peek() != '\n') {
            source.restOfLine();
          } else if (source.peek() == '\n') {
            source.back(start);
            return word.build();
          } else {
            word.add(source.next(), true);
          }
        }
        case '(', '{' -> {
          close(c == '(' ? ')' : '}', c);
          word.add(new Piece.Unclear(source.since(start)));
        }
        default -> word.add(c, false);
      }
    }
    return word.build();
  }

  private void quoted(WordBuilder word, char quote) {
    word.add("", true);
    while (!source.atEnd()) {
      char c = source.next();
      if (c == quote) {
        if (source.peek() != quote) {
          return;
        }
        word.add(source.next(), true);
      } else if (quote == '"' && c == '`') {
        word.add(source.next(), true);
      } else if (quote == '"' && c == '$') {
        dollar(word, true);
      } else {
        word.add(c, true);
      }
    }
  }

  private void dollar(WordBuilder word, boolean quoted) {
    int start = source.offset() - 1;
    if (source.accept("(")) {
      close(')', '(');
      String written = source.since(start);
      Matcher inner = INNER.matcher(written);
      word.add(
          inner.matches()
              ? new Piece.Variable(inner.group(1), written, null, quoted, true)
              : new Piece.Unclear(written));
      return;
    }
    Matcher name = NAME.matcher(source.line());
    if (!name.find()) {
      word.add('$', quoted);
      return;
    }
    source.back(source.offset() + name.end());
    if (source.peek() == '[' || (source.peek() == '.' && Character.isLetter(source.peek(1)))) {
      boolean index = source.peek() == '[';
      while (!source.atEnd()
          && (index
              ? source.peek() != ']'
              : Character.isLetterOrDigit(source.peek()) || source.peek() == '.')) {
        source.next();
      }
      if (index) {
        source.next();
      }
      word.add(new Piece.Unclear(source.since(start)));
      return;
    }
    word.add(new Piece.Variable(name.group(2), source.since(start), null, quoted, true));
  }

  private void close(char close, char open) {
    int depth = 1;
    while (!source.atEnd() && depth > 0) {
      char c = source.next();
      depth += c == open ? 1 : c == close ? -1 : 0;
    }
  }
}
