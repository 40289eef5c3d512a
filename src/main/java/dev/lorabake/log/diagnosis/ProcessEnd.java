package dev.lorabake.log.diagnosis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the trainer's process from elsewhere: how it ended, or that it has not.
 *
 * @param code {@code null} when a signal ended it or nobody learnt it
 * @param stopped whether somebody had asked for it
 * @param silence for how long it has printed nothing, of one that is alive, else {@code null}
 */
public record ProcessEnd(
    @Nullable Integer code, @Nullable Integer signal, boolean stopped, @Nullable Duration silence) {
  /** Nobody knows; maybe it has not ended. */
  public static final ProcessEnd UNKNOWN = new ProcessEnd(null, null, false, null);

  /** It is alive. */
  public static ProcessEnd alive(Duration silence) {
    return new ProcessEnd(null, null, false, silence);
  }

  /** It has ended. */
  public static ProcessEnd ended(
      @Nullable Integer code, @Nullable Integer signal, boolean stopped) {
    return new ProcessEnd(code, signal, stopped, null);
  }

  /** As accelerate's launcher says it; empty where nothing failed. */
  String words() {
    if (signal != null) {
      return "died with <Signals." + signal + ": " + signal + ">.";
    }
    return code == null || code == 0 ? "" : "returned non-zero exit status " + code + ".";
  }
}
