package dev.lorabake.foreign.command;

import dev.lorabake.recipe.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a PowerShell script as statements. What it does not follow becomes unclear. */
final class PowershellStatements {
  private static final Pattern ASSIGN =
      Pattern.compile(
          "(?i)\\A(?:\\[[\\w.\\[\\]]+]\\s*)?\\$(env:|script:|global:)?(\\w+)[ \\t]*(\\+?=)(?!=)[ \\t]*");
  private static final Pattern ADD =
      Pattern.compile("(?i)\\A(?:\\[void]\\s*|\\$null\\s*=\\s*)?\\$(\\w+)\\.(Add|AddRange)\\(");
  private static final Pattern WORD = Pattern.compile("\\A[A-Za-z]+");
  private static final Set<String> BLOCKS =
      Set.of(
          "for",
          "foreach",
          "while",
          "do",
          "function",
          "try",
          "catch",
          "finally",
          "switch",
          "begin",
          "process",
          "end",
          "trap");

  private final Source source;
  private final PowershellWords words;
  private final List<Statement> statements = new ArrayList<>();
  private final Deque<Boolean> blocks = new ArrayDeque<>(); // whether each is an if

  private PowershellStatements(Source source) {
    this.source = source;
    this.words = new PowershellWords(source);
  }

  static List<Statement> of(Source source) {
    PowershellStatements reader = new PowershellStatements(source);
    while (!source.atEnd()) {
      reader.statement();
    }
    return reader.statements;
  }

  private void statement() {
    char c = source.peek();
    Place place = source.place();
    if (words.skipBlank() || c == ';' || c == '|') {
      if (c == ';' || c == '|') {
        source.next();
      }
    } else if (c == '}') {
      source.next();
      close(place);
    } else if (c == '{') {
      source.next();
      open(place);
    } else if (!assigns(place) && !adds(place) && !keyword(place)) {
      run(place);
    }
  }

  private void open(Place place) {
    blocks.push(false);
    statements.add(new Statement.Open(place));
  }

  private void close(Place place) {
    boolean wasIf = !blocks.isEmpty() && blocks.pop();
    while (words.skipBlank()) {
      // to what follows
    }
    String next = ahead().toLowerCase(Locale.ROOT);
    if (!wasIf || !(next.equals("else") || next.equals("elseif"))) {
      statements.add(new Statement.Close(place));
      return;
    }
    source.accept(ahead());
    if (next.equals("elseif")) {
      test(true, place);
    } else {
      statements.add(new Statement.Else(place));
      block();
    }
  }

  private String ahead() {
    Matcher word = WORD.matcher(source.line());
    return word.find() ? word.group() : "";
  }

  private boolean keyword(Place place) {
    String word = ahead();
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.equals("if")) {
      source.accept(word);
      test(false, place);
      return true;
    }
    if (lower.equals("param")) {
      source.accept(word);
      words.skipBlanks();
      words.brackets();
      return true;
    }
    if (!BLOCKS.contains(lower)) {
      return false;
    }
    while (!source.atEnd() && source.peek() != '{' && source.peek() != '\n') {
      source.next();
    }
    while (words.skipBlank()) {
      // to the bracket
    }
    if (source.accept("{")) {
      open(place);
    }
    return true;
  }

  private void test(boolean again, Place place) {
    words.skipBlanks();
    List<RawWord> test = words.brackets();
    statements.add(new Statement.If(test, again, place));
    block();
  }

  private void block() {
    while (words.skipBlank()) {
      // to the bracket
    }
    source.accept("{");
    blocks.push(true);
  }

  private boolean assigns(Place place) {
    Matcher assign = ASSIGN.matcher(source.line());
    if (!assign.find()) {
      return false;
    }
    source.back(source.offset() + assign.end());
    boolean environment = "env:".equalsIgnoreCase(assign.group(1));
    boolean append = assign.group(3).equals("+=");
    PowershellWords.Value value = words.value();
    statements.add(
        new Statement.Assign(
            assign.group(2), value.items(), value.list(), append, environment, place));
    return true;
  }

  private boolean adds(Place place) {
    Matcher add = ADD.matcher(source.line());
    if (!add.find()) {
      return false;
    }
    source.back(source.offset() + add.end());
    PowershellWords.Value value = words.value();
    statements.add(new Statement.Assign(add.group(1), value.items(), true, true, false, place));
    words.skipBlanks();
    source.accept(")");
    if (source.peek() == '|') {
      source.restOfLine();
    }
    return true;
  }

  private void run(Place place) {
    List<RawWord> command = words.command();
    if (!command.isEmpty()) {
      statements.add(new Statement.Run(command, place));
    } else {
      source.next(); // a sign that begins nothing
    }
  }
}
