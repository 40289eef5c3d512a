package dev.lorabake.run;

import dev.lorabake.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That the machine is about to be taken away, as the keeper was told by a signal and wrote it down.
 * The keeper ends the trainer in time whatever anybody else does; a supervisor uses the time.
 *
 * @param signal by its number
 * @param grace from the signal to the moment by which everything has to be over
 * @param bootId of the uptime that the moments belong to
 * @param endAt when the keeper begins to end the trainer, in nanoseconds of the machine's monotonic
 *     clock
 * @param ending what a supervisor ended it for; {@code null} while none did
 */
public record PreemptionNotice(
    int signal, Duration grace, String bootId, long endAt, @Nullable Ending ending) {
  /** Why a run was ended within its grace. */
  public enum Ending {
    /** A save point had verified. */
    SAVED,
    /** No save could come in time, and to wait would have been for nothing. */
    NONE_FITS,
    /** The time was over. */
    TIME_UP;

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Ending of(@Nullable String id) {
      for (Ending ending : values()) {
        if (ending.id().equals(id)) {
          return ending;
        }
      }
      return null;
    }
  }

  PreemptionNotice endedFor(Ending reason) {
    return new PreemptionNotice(signal, grace, bootId, endAt, reason);
  }

  /**
   * How long there is until the keeper ends it, in nanoseconds.
   *
   * @param now by the machine's monotonic clock
   * @param since how long the notice is known, in nanoseconds: where the clocks of the two programs
   *     have other beginnings, that counts
   */
  long left(long now, long since) {
    long left = endAt - now;
    return left > grace.toNanos() ? grace.toNanos() - since : left;
  }

  /** The signal's name and the time, for a person. */
  String inWords() {
    String name =
        switch (signal) {
          case 10, 30 -> "SIGUSR1"; // the second is the BSDs'
          case 15 -> "SIGTERM";
          default -> "signal " + signal;
        };
    return name + ", " + grace.toSeconds() + " s to end in";
  }

  Map<String, @Nullable Object> members() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("signal", signal);
    members.put("grace_seconds", grace.toMillis() / 1000.0);
    members.put("boot_id", bootId);
    members.put("end_at_seconds", endAt / 1e9);
    members.put("ending", ending == null ? null : ending.id());
    return members;
  }

  /**
   * As {@link #members}, or the keeper, wrote it.
   *
   * @throws dev.lorabake.json.JsonError when it is damaged
   */
  static PreemptionNotice of(JsonObject value) {
    return new PreemptionNotice(
        (int) value.whole("signal"),
        Duration.ofMillis(Math.round(1000 * value.number("grace_seconds", 0))),
        value.text("boot_id", ""),
        Math.round(1e9 * value.number("end_at_seconds", 0)),
        Ending.of(value.textOrNull("ending")));
  }
}
