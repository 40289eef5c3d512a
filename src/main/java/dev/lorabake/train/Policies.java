package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.recipe.Spelling;
import dev.lorabake.run.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a run's policy together: what flags say, else the user's own {@code policies.toml}, else
 * nothing. A recipe has no say: it may be a stranger's, and a policy runs a command.
 */
public final class Policies {
  private static final String FILE = "policies.toml";
  private static final String RETRY_OOM = "retry_oom";
  private static final String RETRY_CRASH = "retry_crash";
  private static final String RETRY_WAIT = "retry_wait";
  private static final String GRACE = "grace";
  private static final String ON_END = "on_end";
  private static final List<String> KEYS =
      List.of(RETRY_OOM, RETRY_CRASH, RETRY_WAIT, GRACE, ON_END);

  /** More would be no bound, and a wait no wait. */
  private static final int MOST_RETRIES = 100;

  private static final double MOST_SECONDS = 24 * 3600;

  private Policies() {}

  /**
   * What flags say; {@code null} where one was not given.
   *
   * @param retryWait in seconds
   * @param grace in seconds; 0 for none
   * @param onEnd empty for none
   */
  public record Flags(
      @Nullable Integer retryOom,
      @Nullable Integer retryCrash,
      @Nullable Double retryWait,
      @Nullable Double grace,
      @Nullable String onEnd) {
    /** None was given. */
    public static final Flags NONE = new Flags(null, null, null, null, null);
  }

  /**
   * The policy of a run that is about to be started.
   *
   * @param environment the variables of the process, which tell where the file lies
   * @param rehearsal then flags alone count: a rehearsal is to shut no machine down
   * @throws UserError where a value makes no sense
   */
  public static Policy of(Flags flags, Map<String, String> environment, boolean rehearsal) {
    Settings file = rehearsal ? Settings.none() : read(environment);
    double wait =
        first(flags.retryWait, number(file, RETRY_WAIT))
            .orElse((double) Policy.USUAL_WAIT.toSeconds());
    double grace = first(flags.grace, number(file, GRACE)).orElse(0.0);
    String onEnd = first(flags.onEnd, text(file, ON_END)).orElse("");
    return new Policy(
        retries(RETRY_OOM, first(flags.retryOom, whole(file, RETRY_OOM)).orElse(0)),
        retries(RETRY_CRASH, first(flags.retryCrash, whole(file, RETRY_CRASH)).orElse(0)),
        seconds(RETRY_WAIT, wait),
        grace == 0 ? null : seconds(GRACE, grace),
        onEnd.isBlank() ? null : onEnd);
  }

  private static Settings read(Map<String, String> environment) {
    Settings file = new Configuration(environment).read(FILE);
    for (Setting setting : file.all()) {
      if (!KEYS.contains(setting.name())) {
        throw new UserError(
            setting.place() + ": there is no policy " + setting.name(),
            Spelling.nearest(setting.name(), KEYS)
                .map(near -> "did you mean " + near + "?")
                .orElse("there are " + String.join(", ", KEYS)));
      }
    }
    return file;
  }

  private static <T> Optional<T> first(@Nullable T flag, @Nullable T setting) {
    return Optional.ofNullable(flag != null ? flag : setting);
  }

  private static @Nullable Integer whole(Settings file, String key) {
    Object value = value(file, key);
    if (value == null) {
      return null;
    }
    if (value instanceof Long number) {
      return Math.clamp(number, -1, Integer.MAX_VALUE);
    }
    throw wrong(file, key, "a whole number, such as " + key + " = 2");
  }

  private static @Nullable Double number(Settings file, String key) {
    Object value = value(file, key);
    if (value == null) {
      return null;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(file, key, "seconds as a number, such as " + key + " = 60");
  }

  private static @Nullable String text(Settings file, String key) {
    Object value = value(file, key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(file, key, "a command in quotes");
  }

  private static @Nullable Object value(Settings file, String key) {
    return file.find(key).map(Setting::value).orElse(null);
  }

  private static UserError wrong(Settings file, String key, String wanted) {
    Setting setting = file.find(key).orElseThrow();
    return new UserError(
        setting.place() + ": " + key + " is " + setting.value(), "write " + wanted);
  }

  private static int retries(String key, int times) {
    if (times < 0 || times > MOST_RETRIES) {
      throw new UserError(
          key + " is " + times, "give how often at the most: 0 for never, up to " + MOST_RETRIES);
    }
    return times;
  }

  private static Duration seconds(String key, double seconds) {
    if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
      throw new UserError(key + " is " + seconds, "give seconds, up to a day");
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
