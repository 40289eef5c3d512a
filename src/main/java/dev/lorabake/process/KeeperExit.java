package dev.lorabake.process;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a program ended, as its keeper wrote it once nothing of it was left ({@code exit.json}).
 *
 * @param code {@code null} when a signal ended it or it could not be started
 * @param error why it could not be started, else {@code null}
 * @param ended by the clock on the wall
 * @param lasted by a monotonic clock
 * @param forwarded whether the keeper was told to end it by a signal
 * @param preempted of a run whose machine was to be taken away, else {@code null}
 */
public record KeeperExit(
    @Nullable Integer code,
    @Nullable Integer signal,
    @Nullable String error,
    Instant ended,
    Duration lasted,
    boolean forwarded,
    @Nullable Preempted preempted) {
  /**
   * That a keeper with a grace was signalled.
   *
   * @param signal the first, by its number
   * @param grace from the signal to the moment by which everything had to be over
   * @param again whether a second one asked for the end at once
   * @param ended whether the keeper ended the trainer
   */
  public record Preempted(int signal, Duration grace, boolean again, boolean ended) {
    private static Preempted of(JsonObject value) {
      return new Preempted(
          (int) value.whole("signal"),
          Duration.ofMillis(Math.round(1000 * value.number("grace_seconds", 0))),
          value.flag("again", false),
          value.textOrNull("ended") != null);
    }
  }

  /**
   * Empty while there is no such file.
   *
   * @throws dev.lorabake.json.JsonError when it was tampered with
   */
  public static Optional<KeeperExit> read(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    JsonObject exit = Json.object(Files.readString(file), file.toString());
    return Optional.of(
        new KeeperExit(
            exit.has("code") ? (int) exit.whole("code") : null,
            exit.has("signal") ? (int) exit.whole("signal") : null,
            exit.textOrNull("error"),
            Instant.parse(exit.text("ended")),
            Duration.ofMillis(Math.round(1000 * exit.number("seconds", 0))),
            !exit.list("forwarded").isEmpty(),
            exit.has("preempted") ? Preempted.of(exit.object("preempted")) : null));
  }
}
