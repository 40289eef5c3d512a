package dev.lorabake.recipe;

/**
 * Something in a prompt that upstream does not take as it was meant.
 *
 * @param text what it is about, and what upstream makes of it; no full stop
 */
public record PromptFault(Kind kind, String text, Place at) {

  /** What upstream does. */
  public enum Kind {
    /** It fails, at the start or at the first sample. */
    FILE_REFUSED,
    /** It fails at the first sample. */
    VALUE_REFUSED,
    /** There is no prompt in the file: it makes no sample. */
    NOTHING,
    /** It passes a flag by that it does not know, with what follows it. */
    UNKNOWN_FLAG,
    /** It passes a value by, or a part of it. */
    VALUE_UNREAD,
    /** It takes the nearest number of steps that it allows. */
    STEPS_CLAMPED,
    /** It takes something for a prompt that is none. */
    NO_PROMPT
  }
}
