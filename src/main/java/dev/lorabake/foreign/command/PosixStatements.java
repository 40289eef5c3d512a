package dev.lorabake.foreign.command;

import dev.lorabake.foreign.command.PosixWords.Token;
import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a shell script as statements. What is no assignment and no condition is a command. */
final class PosixStatements {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("([A-Za-z_]\\w*)(\\+?)=.*", Pattern.DOTALL);
  private static final Set<String> EXPORTS =
      Set.of("export", "declare", "typeset", "local", "readonly");

  private final List<Statement> statements = new ArrayList<>();
  private final List<RawWord> words = new ArrayList<>();
  private int chained; // conditions of && and || that the line's end closes

  private PosixStatements() {}

  static List<Statement> of(Source source) {
    PosixStatements reader = new PosixStatements();
    for (Token token : PosixWords.of(source)) {
      reader.take(token);
    }
    return reader.statements;
  }

  private void take(Token token) {
    RawWord word = token.word();
    if (word != null) {
      words.add(word);
      return;
    }
    switch (token.operator()) {
      case "&&", "||" -> chain(token);
      case "(" -> {
        if (words.size() == 1) {
          words.clear(); // the name of a function
        }
        command();
      }
      case ")", "|" -> command();
      default -> {
        command();
        for (; chained > 0; chained--) {
          statements.add(new Statement.Close(token.place()));
        }
      }
    }
  }

  private void chain(Token token) {
    if (!words.isEmpty() && (words.getFirst().is("if") || words.getFirst().is("elif"))) {
      words.add(new RawWord(List.of(new Piece.Text(token.operator(), false)), token.place()));
      return;
    }
    if (token.operator().equals("||")) {
      command();
      statements.add(new Statement.Open(token.place()));
      chained++;
    } else if (isTest(words)) {
      statements.add(new Statement.If(List.copyOf(words), false, token.place()));
      words.clear();
      chained++;
    } else {
      command();
    }
  }

  private static boolean isTest(List<RawWord> words) {
    return !words.isEmpty()
        && (words.getFirst().is("[") || words.getFirst().is("[[") || words.getFirst().is("test"));
  }

  /** The words that have come up make a command. */
  private void command() {
    List<RawWord> rest = new ArrayList<>(words);
    words.clear();
    while (!rest.isEmpty() && keyword(rest)) {
      // taken off
    }
    if (!rest.isEmpty()) {
      simple(rest);
    }
  }

  /** Takes a keyword off the front, with what belongs to it. */
  private boolean keyword(List<RawWord> rest) {
    RawWord first = rest.getFirst();
    Place place = first.place();
    switch (first.head()) {
      case "then", "do", "!" -> rest.removeFirst();
      case "{" -> {
        rest.removeFirst();
        statements.add(new Statement.Open(place));
      }
      case "if", "elif" -> {
        List<RawWord> test = List.copyOf(rest.subList(1, rest.size()));
        statements.add(new Statement.If(test, first.is("elif"), place));
        rest.clear();
      }
      case "else" -> {
        rest.removeFirst();
        statements.add(new Statement.Else(place));
      }
      case "fi", "done", "esac", "}" -> {
        rest.removeFirst();
        statements.add(new Statement.Close(place));
      }
      case "for", "while", "until", "select", "case", "function" -> {
        statements.add(new Statement.Open(place));
        if (rest.size() > 1 && (first.is("for") || first.is("select"))) {
          unclear(rest.get(1).head(), place);
        }
        rest.clear();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void unclear(String name, Place place) {
    RawWord value = new RawWord(List.of(new Piece.Unclear("$" + name)), place);
    statements.add(new Statement.Assign(name, List.of(value), false, false, false, place));
  }

  private void simple(List<RawWord> rest) {
    boolean exported = EXPORTS.contains(rest.getFirst().head());
    boolean visible = rest.getFirst().is("export");
    if (exported) {
      rest.removeFirst();
      rest.removeIf(word -> word.head().startsWith("-"));
    }
    int assignments = 0;
    while (assignments < rest.size() && isAssignment(rest.get(assignments))) {
      assignments++;
    }
    boolean prefix = assignments < rest.size() && !exported;
    for (RawWord word : rest.subList(0, assignments)) {
      statements.add(assignment(word, visible || prefix));
    }
    List<RawWord> command = rest.subList(assignments, rest.size());
    if (exported) {
      command.forEach(word -> export(word.head(), visible, word.place()));
    } else if (!command.isEmpty()) {
      if (command.getFirst().is("read") && command.size() > 1) {
        unclear(command.getLast().head(), command.getLast().place());
      }
      statements.add(new Statement.Run(List.copyOf(command), command.getFirst().place()));
    }
  }

  /** {@code export NAME}: the value that it has, for all to see. */
  private void export(String name, boolean visible, Place place) {
    if (visible && !name.isEmpty()) {
      Piece same = new Piece.Variable(name, "$" + name, null, true, false);
      RawWord value = new RawWord(List.of(same), place);
      statements.add(new Statement.Assign(name, List.of(value), false, false, true, place));
    }
  }

  private static boolean isAssignment(RawWord word) {
    return ASSIGNMENT.matcher(word.head()).matches();
  }

  private static Statement assignment(RawWord word, boolean exported) {
    Matcher parts = ASSIGNMENT.matcher(word.head());
    if (!parts.matches()) {
      throw new IllegalArgumentException(word.head());
    }
    String name = parts.group(1);
    boolean append = !parts.group(2).isEmpty();
    List<RawWord> items = word.items();
    if (items != null) {
      return new Statement.Assign(name, items, true, append, exported, word.place());
    }
    RawWord value = word.from(name.length() + 1 + parts.group(2).length());
    return new Statement.Assign(name, List.of(value), false, append, exported, word.place());
  }
}
