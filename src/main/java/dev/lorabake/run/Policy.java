package dev.lorabake.run;

import dev.lorabake.Figures;
import dev.lorabake.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done when a run ends or is about to; nothing of it unless somebody asked.
 *
 * @param retryOom how often it is started again with settings that need less of the GPU's memory,
 *     after that ran out; 0 for never
 * @param retryCrash how often it is started again after a crash; 0 for never
 * @param retryWait before the first start after a crash; each further wait is twice as long
 * @param grace how long the machine still stands after it announced its end; {@code null} where
 *     that is not to be heeded
 * @param onEnd a command of the user's for the shell, run once nothing more will be started; {@code
 *     null} for none
 */
public record Policy(
    int retryOom,
    int retryCrash,
    Duration retryWait,
    @Nullable Duration grace,
    @Nullable String onEnd) {
  /** Before the first start after a crash, where nobody says. */
  public static final Duration USUAL_WAIT = Duration.ofSeconds(30);

  /** Nothing is done. */
  public static final Policy OFF = new Policy(0, 0, USUAL_WAIT, null, null);

  /** Whether nobody has to be there when the run ends. */
  public boolean isOff() {
    return retryOom == 0 && retryCrash == 0 && grace == null && onEnd == null;
  }

  /** Whether anything may have to be started once the run has ended. */
  public boolean isForTheEnd() {
    return retryOom > 0 || retryCrash > 0 || onEnd != null;
  }

  /** What will be done, in a few words; empty where nothing will. */
  public String words() {
    List<String> words = new ArrayList<>();
    if (retryOom > 0) {
      words.add("where GPU memory runs out, goes on with less, " + times(retryOom));
    }
    if (retryCrash > 0) {
      words.add(
          "after a crash, goes on, "
              + times(retryCrash)
              + ", first "
              + Figures.duration(retryWait)
              + " later");
    }
    if (grace != null) {
      words.add("heeds a machine that is taken away, " + Figures.duration(grace) + " before");
    }
    if (onEnd != null) {
      words.add("at the very end runs: " + onEnd);
    }
    return String.join("; ", words);
  }

  private static String times(int most) {
    return most == 1 ? "once" : "up to " + most + " times";
  }

  /** As files keep it. */
  public Map<String, @Nullable Object> members() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("retry_oom", retryOom);
    members.put("retry_crash", retryCrash);
    members.put("retry_wait", seconds(retryWait));
    members.put("grace", grace == null ? null : seconds(grace));
    members.put("on_end", onEnd);
    return members;
  }

  /** What {@link #members} gave. */
  public static Policy of(JsonObject members) {
    return new Policy(
        (int) members.whole("retry_oom", 0),
        (int) members.whole("retry_crash", 0),
        duration(members.number("retry_wait", seconds(USUAL_WAIT))),
        members.has("grace") ? duration(members.number("grace")) : null,
        members.textOrNull("on_end"));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
