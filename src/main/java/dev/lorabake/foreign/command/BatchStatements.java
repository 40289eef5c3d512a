package dev.lorabake.foreign.command;

import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a script of the Windows prompt as statements. Its conditions are not followed. */
final class BatchStatements {
  private static final Pattern SET = Pattern.compile("(?i)\\Aset[ \\t]+(?!/)(\"?)([^\\s=&|\"]+)=");
  private static final Pattern SET_BY_RUNNING =
      Pattern.compile("(?i)\\Aset[ \\t]+/[ap][ \\t]+\"?([^\\s=\"]+)[ \\t]*=");
  private static final Pattern PERCENT =
      Pattern.compile("\\A%(?:(~[a-z]*\\d|\\d|\\*)|%~?([A-Za-z])|([^%\\s:=]+)(:[^%\\n]*)?%)");
  private static final Pattern DELAYED = Pattern.compile("\\A!([A-Za-z_]\\w*)(:[^!\\n]*)?!");
  private static final Pattern COMMENT = Pattern.compile("(?i)\\A(rem\\b|::?)");
  private static final Pattern COMMAND =
      Pattern.compile("(?i)\\A(set|call|goto|accelerate|python|pause|echo|exit)\\b");
  private static final Pattern BRANCH = Pattern.compile("(?i)\\A(if|for|else)\\b");

  private final Source source;
  private final boolean delayed;
  private final List<Statement> statements = new ArrayList<>();

  private BatchStatements(Source source, boolean delayed) {
    this.source = source;
    this.delayed = delayed;
  }

  static List<Statement> of(Source source, String text) {
    boolean delayed = text.toLowerCase(Locale.ROOT).contains("enabledelayedexpansion");
    BatchStatements reader = new BatchStatements(source, delayed);
    boolean branch = false;
    while (!source.atEnd()) {
      branch = reader.statement(branch);
    }
    return reader.statements;
  }

  /** Whether what follows on this line belongs to a condition or a loop. */
  private boolean statement(boolean branch) {
    char c = source.peek();
    Place place = source.place();
    if (c == '\n') {
      source.next();
      return endBranch(branch, place);
    }
    if (" \t@&|;,".indexOf(c) >= 0) {
      source.next();
      return branch;
    }
    if (c == '(' || c == ')') {
      source.next();
      statements.add(c == '(' ? new Statement.Open(place) : new Statement.Close(place));
      return branch;
    }
    Matcher comment = COMMENT.matcher(source.line());
    if (comment.find()) {
      source.restOfLine();
      return branch;
    }
    Matcher opens = BRANCH.matcher(source.line());
    if (opens.find()) {
      source.back(source.offset() + opens.end());
      if (!branch) {
        statements.add(new Statement.Open(place));
      }
      condition();
      return true;
    }
    if (!sets(place)) {
      command(place);
    }
    return branch;
  }

  private boolean endBranch(boolean branch, Place place) {
    if (branch) {
      statements.add(new Statement.Close(place));
    }
    return false;
  }

  /** Passes what stands between {@code if} and the command: up to a bracket, or a known command. */
  private void condition() {
    while (!source.atEnd() && source.peek() != '\n') {
      char c = source.peek();
      boolean word = " \t".indexOf(source.peek(-1)) >= 0;
      if (c == '(' && !isSet()) {
        return;
      }
      if (word && COMMAND.matcher(source.line()).find()) {
        return;
      }
      source.next();
    }
  }

  /** Whether the bracket belongs to {@code in (…)}. */
  private boolean isSet() {
    int back = -1;
    while (source.peek(back) == ' ') {
      back--;
    }
    return Character.toLowerCase(source.peek(back)) == 'n'
        && Character.toLowerCase(source.peek(back - 1)) == 'i';
  }

  private boolean sets(Place place) {
    Matcher running = SET_BY_RUNNING.matcher(source.line());
    if (running.find()) {
      String written = source.restOfLine();
      assign(running.group(1), List.of(new Piece.Unclear(written)), place);
      return true;
    }
    Matcher set = SET.matcher(source.line());
    if (!set.find()) {
      return false;
    }
    source.back(source.offset() + set.end());
    boolean wrapped = !set.group(1).isEmpty();
    WordBuilder value = new WordBuilder(place);
    boolean quoted = wrapped;
    while (!source.atEnd() && source.peek() != '\n') {
      char c = source.peek();
      if (!quoted && (c == '&' || c == '|')) {
        break;
      }
      if (wrapped && c == '"' && source.line().lastIndexOf('"') <= 0) {
        source.restOfLine();
        break;
      }
      quoted ^= c == '"';
      if (c == '^' && !quoted) {
        source.next();
        value.add(source.next(), true);
      } else if ((c != '%' && c != '!') || !variable(value, true)) {
        value.add(source.next(), true);
      }
    }
    RawWord word = value.build();
    assign(set.group(2), word == null ? List.of(new Piece.Text("", true)) : word.pieces(), place);
    return true;
  }

  private void assign(String name, List<Piece> pieces, Place place) {
    RawWord value = new RawWord(pieces, place);
    statements.add(new Statement.Assign(name, List.of(value), false, false, true, place));
  }

  private void command(Place place) {
    List<RawWord> words = new ArrayList<>();
    while (!source.atEnd()) {
      char c = source.peek();
      if (c == '\n' || c == '&' || c == '|' || c == ')') {
        break;
      }
      if (c == ' ' || c == '\t') {
        source.next();
      } else if (c == '^' && source.peek(1) == '\n') {
        source.next();
        source.next();
      } else if (c == '>' || (Character.isDigit(c) && source.peek(1) == '>')) {
        redirection();
      } else {
        RawWord word = word();
        if (word == null) {
          continue;
        }
        words.add(word);
      }
    }
    if (words.isEmpty()) {
      source.next();
      return;
    }
    if (words.getFirst().head().equalsIgnoreCase("call") && words.size() > 1) {
      words.removeFirst();
    }
    statements.add(new Statement.Run(List.copyOf(words), place));
  }

  private void redirection() {
    while ("0123456789>&".indexOf(source.peek()) >= 0 && !source.atEnd()) {
      source.next();
    }
    while (source.peek() == ' ') {
      source.next();
    }
    word();
  }

  /** By the prompt's own rules, then by those of Windows programs for quotes. */
  private @Nullable RawWord word() {
    WordBuilder word = new WordBuilder(source.place());
    boolean quoted = false;
    int start = source.offset();
    while (!source.atEnd() && source.peek() != '\n') {
      char c = source.peek();
      if (!quoted && " \t&|>)".indexOf(c) >= 0) {
        break;
      }
      if (c == '"') {
        source.next();
        quoted = !quoted;
        word.add("", true);
      } else if (c == '\\' && source.peek(1) == '"') {
        source.next();
        word.add(source.next(), true);
      } else if (c == '^' && !quoted) {
        source.next();
        if (source.peek() == '\n') {
          source.back(source.offset() - 1);
          break;
        }
        if (source.onlyBlanksLeft()) {
          source.restOfLine();
        } else {
          word.add(source.next(), true);
        }
      } else if ((c != '%' && c != '!') || !variable(word, quoted)) {
        word.add(source.next(), quoted);
      }
    }
    if (source.offset() == start) {
      source.next();
    }
    return word.build();
  }

  private boolean variable(WordBuilder word, boolean quoted) {
    if (source.peek() == '!') {
      Matcher late = DELAYED.matcher(source.line());
      if (!delayed || !late.find()) {
        return false;
      }
      source.accept(late.group());
      word.add(named(late.group(1), late.group(), late.group(2), quoted));
      return true;
    }
    Matcher percent = PERCENT.matcher(source.line());
    if (!percent.find()) {
      if (source.isNext("%%")) {
        source.next();
      }
      return false;
    }
    source.accept(percent.group());
    String name = percent.group(3);
    if (name != null) {
      word.add(named(name, percent.group(), percent.group(4), quoted));
    } else if ("~dp0".equals(percent.group(1))) {
      word.add(new Piece.Variable("~dp0", "%~dp0", null, true, false));
    } else {
      word.add(new Piece.Unclear(percent.group()));
    }
    return true;
  }

  private static Piece named(String name, String written, @Nullable String change, boolean quoted) {
    return change == null
        ? new Piece.Variable(name, written, null, quoted, false)
        : new Piece.Unclear(written);
  }
}
