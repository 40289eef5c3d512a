package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.json.Json;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.recipe.Spelling;
import dev.lorabake.run.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    Duration grace = seconds(file, GRACE, flags.grace, Duration.ZERO);
    String onEnd = flags.onEnd != null ? flags.onEnd : text(file, ON_END);
    return new Policy(
        retries(file, RETRY_OOM, flags.retryOom),
        retries(file, RETRY_CRASH, flags.retryCrash),
        seconds(file, RETRY_WAIT, flags.retryWait, Policy.USUAL_WAIT),
        grace.isZero() ? null : grace,
        onEnd == null || onEnd.isBlank() ? null : onEnd);
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

  private static int retries(Settings file, String key, @Nullable Integer flag) {
    Object value = flag != null ? Long.valueOf(flag) : value(file, key);
    return switch (value) {
      case null -> 0;
      case Long times when times >= 0 && times <= MOST_RETRIES -> Math.toIntExact(times);
      case Long times ->
          throw wrong(
              file,
              key,
              flag == null ? null : times,
              "give how often at the most: 0 for never, up to " + MOST_RETRIES);
      default -> throw wrong(file, key, null, "write a whole number, such as " + key + " = 2");
    };
  }

  private static Duration seconds(
      Settings file, String key, @Nullable Double flag, Duration otherwise) {
    Object value = flag != null ? flag : value(file, key);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Number number)) {
      throw wrong(file, key, null, "write seconds as a number, such as " + key + " = 60");
    }
    double seconds = number.doubleValue();
    if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
      throw wrong(file, key, flag, "give seconds, up to a day");
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static @Nullable String text(Settings file, String key) {
    Object value = value(file, key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(file, key, null, "write a command in quotes");
  }

  private static @Nullable Object value(Settings file, String key) {
    return file.find(key).map(Setting::value).orElse(null);
  }

  /**
   * Of a value that makes no sense.
   *
   * @param flag the flag's; {@code null} where the file's is meant
   */
  private static UserError wrong(Settings file, String key, @Nullable Object flag, String help) {
    if (flag != null) {
      return new UserError("--" + key.replace('_', '-') + " is " + flag, help);
    }
    Setting setting = file.find(key).orElseThrow();
    return new UserError(setting.place() + ": " + key + " is " + Json.write(setting.value()), help);
  }
}
