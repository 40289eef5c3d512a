package dev.lorabake.tui.lanterna;

import java.util.Locale;
import java.util.Map;

/** How many colours a terminal has. */
public enum ColourDepth {
  NONE,
  SIXTEEN,
  INDEXED,
  TRUE;

  /** From what terminals and users say in the environment: NO_COLOR, COLORTERM, TERM. */
  public static ColourDepth of(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || term.equals("dumb")) {
      return NONE;
    }
    String colours = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
    if (colours.equals("truecolor") || colours.equals("24bit") || term.endsWith("-direct")) {
      return TRUE;
    }
    return term.contains("256color") ? INDEXED : SIXTEEN;
  }
}
