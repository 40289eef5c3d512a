package dev.lorabake.foreign.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a condition of plain comparisons holds. Anything else stays open. */
final class Condition {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

  private final Dialect dialect;
  private final List<Word> words;

  private Condition(Dialect dialect, List<Word> words) {
    this.dialect = dialect;
    this.words = words;
  }

  /** Empty where it cannot be told without running the script. */
  static Optional<Boolean> holds(Dialect dialect, List<RawWord> test, Variables variables) {
    List<Word> words = new ArrayList<>();
    for (RawWord word : test) {
      // within double brackets and in PowerShell an empty variable is still a word
      List<Word> filled = variables.fill(List.of(word));
      words.addAll(filled.isEmpty() ? List.of(Word.of("", word.place())) : filled);
    }
    if (!words.stream().allMatch(Word::isCertain)) {
      return Optional.empty();
    }
    return switch (dialect) {
      case POSIX -> new Condition(dialect, words).posix();
      case POWERSHELL -> new Condition(dialect, words).compared(words);
      case BATCH -> Optional.empty();
    };
  }

  private Optional<Boolean> posix() {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String first = words.getFirst().text();
    String last = words.getLast().text();
    boolean bracketed =
        (first.equals("[") && last.equals("]")) || (first.equals("[[") && last.equals("]]"));
    if (bracketed) {
      return compared(words.subList(1, words.size() - 1));
    }
    return first.equals("test") ? compared(words.subList(1, words.size())) : Optional.empty();
  }

  private Optional<Boolean> compared(List<Word> test) {
    if (test.size() > 1 && negates(test.getFirst().text())) {
      return compared(test.subList(1, test.size())).map(holds -> !holds);
    }
    return switch (test.size()) {
      case 1 -> Optional.of(isTrue(test.getFirst()));
      case 2 -> oneSided(test.getFirst().text(), test.get(1).text());
      case 3 -> twoSided(test.getFirst(), test.get(1).text(), test.get(2).text());
      default -> Optional.empty();
    };
  }

  private boolean negates(String word) {
    return word.equals("!") || (dialect == Dialect.POWERSHELL && word.equalsIgnoreCase("-not"));
  }

  /** A shell asks whether there is text; PowerShell takes a number 0 for false, too. */
  private boolean isTrue(Word word) {
    if (dialect == Dialect.POSIX) {
      return !word.text().isEmpty();
    }
    return !word.text().isEmpty() && !word.text().equals("0");
  }

  private Optional<Boolean> oneSided(String sign, String value) {
    return switch (sign) {
      case "-n" -> Optional.of(!value.isEmpty());
      case "-z" -> Optional.of(value.isEmpty());
      default -> Optional.empty(); // such as whether a file is there
    };
  }

  private Optional<Boolean> twoSided(Word left, String sign, String right) {
    String a = left.text();
    return switch (sign.toLowerCase(Locale.ROOT)) {
      case "=", "==" -> Optional.of(a.equals(right));
      case "!=" -> Optional.of(!a.equals(right));
      case "-eq" -> equal(a, right);
      case "-ne" -> equal(a, right).map(equal -> !equal);
      case "-gt" -> ordered(a, right, 1);
      case "-lt" -> ordered(a, right, -1);
      case "-ge" -> ordered(a, right, -1).map(less -> !less);
      case "-le" -> ordered(a, right, 1).map(more -> !more);
      default -> Optional.empty();
    };
  }

  private Optional<Boolean> equal(String a, String b) {
    if (dialect == Dialect.POSIX) {
      return ordered(a, b, 0);
    }
    boolean numbers = NUMBER.matcher(a).matches() && NUMBER.matcher(b).matches();
    return Optional.of(
        numbers ? Double.parseDouble(a) == Double.parseDouble(b) : a.equalsIgnoreCase(b));
  }

  /** Whether they compare so; shells know whole numbers only. */
  private static Optional<Boolean> ordered(String a, String b, int sign) {
    return WHOLE.matcher(a).matches() && WHOLE.matcher(b).matches()
        ? Optional.of(Integer.signum(Long.compare(Long.parseLong(a), Long.parseLong(b))) == sign)
        : Optional.empty();
  }
}
