package dev.lorabake.process;

import org.jspecify.annotations.Nullable;

/**
 * What a short command printed and how it ended.
 *
 * @param stdout decoded as UTF-8, cut at {@link Commands#MOST_OUTPUT} bytes; the same for stderr
 * @param exit its exit code, 128 + n after signal n on Unix; {@code null} when it could not be
 *     started or was given up
 * @param timedOut whether it ran into its time limit and was ended
 */
public record CommandResult(
    String stdout, String stderr, @Nullable Integer exit, boolean timedOut) {
  /** Whether it ran to its end and said that all is well. */
  public boolean ok() {
    return exit != null && exit == 0 && !timedOut;
  }
}
