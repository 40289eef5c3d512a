package dev.lorabake.dataset;

/**
 * What upstream trains an image on.
 *
 * @param text the caption as upstream reads it, before prefixes and shuffling; empty unless found
 */
public record Caption(State state, String text) {
  static final Caption MISSING = new Caption(State.MISSING, "");
  static final Caption BLANK = new Caption(State.BLANK, "");
  static final Caption EMPTY_FILE = new Caption(State.EMPTY_FILE, "");
  static final Caption NOT_UTF8 = new Caption(State.NOT_UTF8, "");

  static Caption of(String text) {
    return text.isEmpty() ? BLANK : new Caption(State.FOUND, text);
  }

  /** One that was read before. */
  static Caption known(String remembered) {
    int end = remembered.indexOf('\n');
    return new Caption(State.valueOf(remembered.substring(0, end)), remembered.substring(end + 1));
  }

  /** To be remembered. */
  String remembered() {
    return state.name() + "\n" + text;
  }

  /** How the caption was found, or why not. */
  public enum State {
    FOUND,
    /** No caption file: upstream falls back on the class tokens, else on an empty caption. */
    MISSING,
    /** The first line is blank: upstream silently trains on an empty caption. */
    BLANK,
    /** The file has no byte: upstream stops with an assertion. */
    EMPTY_FILE,
    /** Upstream stops with a decoding error. */
    NOT_UTF8
  }
}
