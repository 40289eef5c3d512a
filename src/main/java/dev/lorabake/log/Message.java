package dev.lorabake.log;

import org.jspecify.annotations.Nullable;

/**
 * Something that the trainer said: a log record put together from its rows, or a line printed.
 *
 * @param level {@code null} for a plain line (every line is one under {@code --console_log_simple})
 * @param source file and line of the call, as the record names it
 */
record Message(String text, @Nullable Level level, @Nullable String source) {
  static Message plain(String text) {
    return new Message(text, null, null);
  }

  /** The text behind {@code prefix} without blanks around it, or {@code null}. */
  @Nullable String after(String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()).strip() : null;
  }
}
