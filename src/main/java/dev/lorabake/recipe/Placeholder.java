package dev.lorabake.recipe;

import java.util.regex.Pattern;

/** What stands where only the user knows the value: {@code <base model file>}. */
public final class Placeholder {
  private static final Pattern PATTERN = Pattern.compile("<[^<>]+>");

  private Placeholder() {}

  public static boolean is(Object value) {
    return value instanceof String text && PATTERN.matcher(text).matches();
  }

  /** The placeholder for this, whatever characters it has: {@code base model file, was D:\x}. */
  public static String of(String what) {
    return "<" + what.replace("<", "").replace(">", "") + ">";
  }
}
