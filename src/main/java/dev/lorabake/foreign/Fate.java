package dev.lorabake.foreign;

import java.util.Locale;

/** What became of a key of another tool's file, from harmless to what needs the user. */
public enum Fate {
  /** It says nothing: empty, or the value by which the tool means that it is not set. */
  UNSET,
  /** The recipe says exactly what it said. */
  MAPPED,
  /** The recipe says something close to it. */
  APPROXIMATED,
  /** Only the user could say what it should be, and did: by a flag or an answer. */
  ANSWERED,
  /** The recipe cannot say it, or need not. */
  DROPPED,
  /** Nobody here knows the key, so it was left out. */
  UNKNOWN,
  /** It holds a token or password, which no recipe may. */
  SECRET,
  /** Only the user can say what it should be. */
  QUESTION;

  /** As it stands in JSON: {@code mapped}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
