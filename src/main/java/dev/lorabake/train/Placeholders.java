package dev.lorabake.train;

import dev.lorabake.recipe.TomlText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text of a recipe leaves to the user: {@code "<base model file>"}. */
public final class Placeholders {
  private static final Pattern PATTERN = Pattern.compile("\"(<[^<>\"]+>)\"|'(<[^<>']+>)'");

  private Placeholders() {}

  /** Those that are open, with their angle brackets, each once. */
  public static List<String> open(String text) {
    Set<String> open = new LinkedHashSet<>();
    Matcher matcher = PATTERN.matcher(withoutComments(text));
    while (matcher.find()) {
      open.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return new ArrayList<>(open);
  }

  /** The text with a value where the placeholder stands. */
  public static String fill(String text, String placeholder, String value) {
    String written = TomlText.value(value);
    return text.replace("\"" + placeholder + "\"", written)
        .replace("'" + placeholder + "'", written);
  }

  private static String withoutComments(String text) {
    StringBuilder out = new StringBuilder();
    text.lines()
        .filter(line -> !line.stripLeading().startsWith("#"))
        .forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }
}
