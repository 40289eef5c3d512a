package dev.lorabake.run;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** The name of a run's directory: minute of its start, then the recipe's name made harmless. */
final class RunName {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm");
  private static final int MOST_CHARACTERS = 60;

  private RunName() {}

  static String of(LocalDateTime start, String name) {
    StringBuilder harmless = new StringBuilder();
    name.codePoints()
        .limit(MOST_CHARACTERS)
        .forEach(c -> harmless.appendCodePoint(isHarmless(c) ? c : '-'));
    String text = harmless.toString().replaceAll("-{2,}", "-").replaceAll("^[.-]+|[.-]+$", "");
    return MINUTE.format(start) + "-" + (text.isEmpty() ? "run" : text);
  }

  /** Letters of every script; no separators, blanks, quotes, controls or marks of direction. */
  private static boolean isHarmless(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '+';
  }

  /** Whether a folder's name can be that of a run. */
  static boolean matches(String folder) {
    return folder.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-.+");
  }
}
