package dev.lorabake.foreign.command;

import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a shell script apart into words and operators (POSIX 2.3, with bash's lists). */
final class PosixWords {
  /** A word, or an operator such as {@code &&} or a line's end. */
  record Token(@Nullable RawWord word, String operator, Place place) {}

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern REFERENCE =
      Pattern.compile("([A-Za-z_]\\w*)(\\[[@*]])?(?::?-(.*))?", Pattern.DOTALL);
  private static final Set<Character> ENDS = Set.of(' ', '\t', '\n', ';', '&', '|', '(', ')');

  private final Source source;
  private final List<Token> tokens = new ArrayList<>();
  private final List<String> hereDocuments = new ArrayList<>();

  private PosixWords(Source source) {
    this.source = source;
  }

  static List<Token> of(Source source) {
    PosixWords words = new PosixWords(source);
    while (!source.atEnd()) {
      words.token();
    }
    words.operator("\n", source.place());
    return words.tokens;
  }

  private void token() {
    Place place = source.place();
    char c = source.peek();
    if (c == ' ' || c == '\t') {
      source.next();
    } else if (c == '\\' && source.peek(1) == '\n') {
      source.next();
      source.next();
    } else if (c == '#') {
      source.restOfLine();
    } else if (c == '\n') {
      source.next();
      operator("\n", place);
      skipHereDocuments();
    } else if (isRedirection()) {
      redirection(place);
    } else if (c == '&' || c == '|') {
      source.next();
      String both = "" + c + c;
      operator(source.accept("" + c) ? both : String.valueOf(c), place);
    } else if (c == ';' || c == '(' || c == ')') {
      source.next();
      operator(String.valueOf(c), place);
    } else {
      word(place);
    }
  }

  private void operator(String operator, Place place) {
    tokens.add(new Token(null, operator, place));
  }

  private boolean isRedirection() {
    int i = 0;
    while (Character.isDigit(source.peek(i))) {
      i++;
    }
    char c = source.peek(i);
    return c == '<' || c == '>' || (i == 0 && c == '&' && source.peek(1) == '>');
  }

  /** The file that it names is no argument, so that both are left out. */
  private void redirection(Place place) {
    while (Character.isDigit(source.peek()) || source.peek() == '&') {
      source.next();
    }
    boolean here = source.isNext("<<") && !source.isNext("<<<");
    while (source.peek() == '<' || source.peek() == '>' || source.peek() == '&') {
      source.next();
    }
    if (here && source.peek() == '-') {
      source.next();
    }
    while (source.peek() == ' ' || source.peek() == '\t') {
      source.next();
    }
    if (source.atEnd() || ENDS.contains(source.peek())) {
      return;
    }
    RawWord target = read(place);
    if (here && target != null) {
      StringBuilder end = new StringBuilder();
      target.pieces().forEach(piece -> end.append(piece instanceof Piece.Text t ? t.text() : ""));
      hereDocuments.add(end.toString());
    }
  }

  private void skipHereDocuments() {
    for (String end : hereDocuments) {
      while (!source.atEnd()) {
        String line = source.restOfLine();
        source.next();
        if (line.strip().equals(end)) {
          break;
        }
      }
    }
    hereDocuments.clear();
  }

  private void word(Place place) {
    RawWord word = read(place);
    if (word == null) {
      return;
    }
    String head = word.head();
    boolean opensList = word.pieces().size() == 1 && head.matches("[A-Za-z_]\\w*\\+?=");
    if (opensList && source.accept("(")) {
      word = new RawWord(word.pieces(), items(), place);
    }
    tokens.add(new Token(word, "", place));
  }

  private List<RawWord> items() {
    List<RawWord> items = new ArrayList<>();
    while (!source.atEnd()) {
      char c = source.peek();
      if (c == ')') {
        source.next();
        return items;
      }
      if (c == '#') {
        source.restOfLine();
      } else if (c == '\\' && source.peek(1) == '\n') {
        source.next();
        source.next();
      } else if (ENDS.contains(c) || c == '<' || c == '>') {
        source.next();
      } else {
        RawWord item = read(source.place());
        if (item != null) {
          items.add(item);
        }
      }
    }
    return items;
  }

  private @Nullable RawWord read(Place place) {
    WordBuilder word = new WordBuilder(place);
    while (!source.atEnd()) {
      char c = source.peek();
      if (ENDS.contains(c) || c == '<' || c == '>') {
        break;
      }
      source.next();
      switch (c) {
        case '\\' -> escaped(word);
        case '\'' -> single(word);
        case '"' -> doubled(word);
        case '`' -> word.add(backticks());
        case '$' -> dollar(word, false);
        default -> word.add(c, false);
      }
    }
    return word.build();
  }

  private void escaped(WordBuilder word) {
    if (source.accept("\n") || source.atEnd()) {
      return;
    }
    if (word.isEmpty()
        && source.onlyBlanksLeft()) { // meant as a continuation: it ends the command for the shell
      source.restOfLine();
    } else {
      word.add(source.next(), true);
    }
  }

  private void single(WordBuilder word) {
    word.add("", true);
    while (!source.atEnd() && source.peek() != '\'') {
      word.add(source.next(), true);
    }
    source.next();
  }

  private void doubled(WordBuilder word) {
    word.add("", true);
    while (!source.atEnd()) {
      char c = source.next();
      switch (c) {
        case '"' -> {
          return;
        }
        case '\\' -> {
          if (source.accept("\n")) {
            break;
          }
          boolean special = "$`\"\\".indexOf(source.peek()) >= 0 && !source.atEnd();
          word.add(special ? source.next() : c, true);
        }
        case '`' -> word.add(backticks());
        case '$' -> dollar(word, true);
        default -> word.add(c, true);
      }
    }
  }

  private Piece backticks() {
    int start = source.offset() - 1;
    while (!source.atEnd() && source.next() != '`') {
      // up to the closing one
    }
    return new Piece.Unclear(source.since(start));
  }

  private void dollar(WordBuilder word, boolean quoted) {
    int start = source.offset() - 1;
    if (!quoted && source.peek() == '\'') { // escapes of C, which no training command needs
      source.next();
      single(word);
    } else if (!quoted && source.peek() == '"') {
      source.next();
      doubled(word);
    } else if (source.accept("(")) {
      skipTo('(', ')');
      word.add(new Piece.Unclear(source.since(start)));
    } else if (source.accept("{")) {
      int inner = source.offset();
      skipTo('{', '}');
      String written = source.since(inner);
      word.add(
          braced(
              written.endsWith("}") ? written.substring(0, written.length() - 1) : written,
              source.since(start),
              quoted));
    } else {
      word.add(plain(start, quoted));
    }
  }

  private Piece plain(int start, boolean quoted) {
    if ("@*#?!$-0123456789".indexOf(source.peek()) >= 0 && !source.atEnd()) {
      source.next();
      return new Piece.Unclear(source.since(start));
    }
    int name = source.offset();
    while (Character.isLetterOrDigit(source.peek()) || source.peek() == '_') {
      source.next();
    }
    String read = source.since(name);
    return NAME.matcher(read).matches()
        ? new Piece.Variable(read, "$" + read, null, quoted, false)
        : new Piece.Text("$" + read, quoted);
  }

  private static Piece braced(String inner, String written, boolean quoted) {
    Matcher reference = REFERENCE.matcher(inner);
    if (!reference.matches()) {
      return new Piece.Unclear(written);
    }
    String otherwise = reference.group(3);
    if (otherwise != null && otherwise.matches("(?s).*[$`\\\\].*")) {
      return new Piece.Unclear(written);
    }
    boolean all = reference.group(2) != null;
    String text = otherwise == null ? null : otherwise.replace('\'', '"');
    return new Piece.Variable(reference.group(1), written, text, quoted, all);
  }

  private void skipTo(char open, char close) {
    int depth = 1;
    while (!source.atEnd() && depth > 0) {
      char c = source.next();
      depth += c == open ? 1 : c == close ? -1 : 0;
      if (c == '\'' || c == '"') {
        while (!source.atEnd() && source.peek() != c) {
          source.next();
        }
        source.next();
      }
    }
  }
}
