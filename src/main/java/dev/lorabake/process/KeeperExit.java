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
 * @param heirs what became of the children that a program which a signal ended had left behind,
 *     {@code null} where it left none or they cannot be told
 * @param lasted by a monotonic clock
 * @param abandoned whether the keeper ended it, because who wanted it was gone
 * @param forwarded whether the keeper was told to end it by a signal
 * @param preempted of a run whose machine was to be taken away, else {@code null}
 */
public record KeeperExit(
    @Nullable Integer code,
    @Nullable Integer signal,
    @Nullable String error,
    @Nullable Heirs heirs,
    Instant ended,
    Duration lasted,
    boolean abandoned,
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
    private static @Nullable Preempted of(JsonObject exit) {
      if (!exit.has("preempted")) {
        return null;
      }
      JsonObject value = exit.object("preempted");
      return new Preempted(
          (int) value.whole("signal"),
          Duration.ofMillis(Math.round(1000 * value.number("grace_seconds", 0))),
          value.flag("again", false),
          value.textOrNull("ended") != null);
    }
  }

  /**
   * A launcher's trainers, once it is gone.
   *
   * @param count how many there were
   * @param clean how many of them exited with code 0
   * @param code of the first that did not; 0 where all did, {@code null} where a signal ended it
   * @param signal that ended the first that did not exit with code 0
   */
  public record Heirs(int count, int clean, @Nullable Integer code, @Nullable Integer signal) {
    private static @Nullable Heirs of(JsonObject exit) {
      if (!exit.has("heirs")) {
        return null;
      }
      JsonObject heirs = exit.object("heirs");
      return new Heirs(
          (int) heirs.whole("count"),
          (int) heirs.whole("clean"),
          number(heirs, "code"),
          number(heirs, "signal"));
    }
  }

  private static @Nullable Integer number(JsonObject exit, String member) {
    return exit.has(member) ? (int) exit.whole(member) : null;
  }

  /** The same of a program whose children tell nothing. */
  public KeeperExit withoutHeirs() {
    return new KeeperExit(
        code, signal, error, null, ended, lasted, abandoned, forwarded, preempted);
  }

  /** Whether the program exited with code 0, or all did that it left when a signal ended it. */
  public boolean isClean() {
    return heirs == null
        ? Integer.valueOf(0).equals(code)
        : heirs.count() > 0 && heirs.clean() == heirs.count();
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
            number(exit, "code"),
            number(exit, "signal"),
            exit.textOrNull("error"),
            Heirs.of(exit),
            Instant.parse(exit.text("ended")),
            Duration.ofMillis(Math.round(1000 * exit.number("seconds", 0))),
            exit.flag("abandoned", false),
            !exit.list("forwarded").isEmpty(),
            Preempted.of(exit)));
  }
}
