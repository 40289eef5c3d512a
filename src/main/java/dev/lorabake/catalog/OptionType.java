package dev.lorabake.catalog;

import java.util.Locale;

/** How upstream's argument parser reads an option's value. */
public enum OptionType {
  /** A switch: present or not. */
  BOOL("true or false"),
  INT("a whole number"),
  FLOAT("a number"),
  STR("text"),
  /** Text that names a file; upstream calls this type {@code Path}. */
  PATH("a path"),
  /** A whole number of steps, or a ratio below 1, or on the command line {@code 10%}. */
  INT_OR_FLOAT("a number of steps or a ratio below 1");

  private final String description;

  OptionType(String description) {
    this.description = description;
  }

  /** What a value of this type is, for a sentence. */
  public String description() {
    return description;
  }

  /** Whether it is a number, of whatever kind. */
  public boolean isNumber() {
    return this == INT || this == FLOAT || this == INT_OR_FLOAT;
  }

  static OptionType parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
