package dev.lorabake.run;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wish that a run should stop, written down before anything is done about it, so that whoever
 * finds the run later knows why it ended.
 *
 * @param at by the clock on the wall
 * @param notice of a run that is preempted, else {@code null}
 */
public record StopRequest(Mode mode, Instant at, @Nullable PreemptionNotice notice) {
  /** When to stop. */
  public enum Mode {
    /** At once; what was learnt since the last save is lost. */
    NOW,
    /** When the next checkpoint has verified: upstream saves nothing on a signal. */
    AFTER_CHECKPOINT,
    /** At once, since a measurement has seen enough: it is done, not broken off. */
    MEASURED,
    /** The machine is taken away: at a save point that comes in time, or when the time is over. */
    PREEMPTED
  }

  /**
   * Writes a wish down; a later one takes the place of an earlier one, unless it wishes for less:
   * one to stop after a checkpoint leaves that of a preempted run.
   */
  public static StopRequest write(RunDirectory run, Mode mode, InstantSource clock)
      throws IOException {
    if (mode == Mode.AFTER_CHECKPOINT) {
      Optional<StopRequest> known = read(run).filter(wish -> wish.mode() == Mode.PREEMPTED);
      if (known.isPresent()) {
        return known.get();
      }
    }
    return new StopRequest(mode, clock.instant(), null).writtenTo(run);
  }

  /** Says why a preempted run is being ended; the moment of the notice stays. */
  StopRequest endedFor(PreemptionNotice.Ending reason) {
    return new StopRequest(mode, at, notice == null ? null : notice.endedFor(reason));
  }

  StopRequest writtenTo(RunDirectory run) throws IOException {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("version", 1);
    value.put("mode", mode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    value.put("at", at.toString());
    if (notice != null) {
      value.putAll(notice.members());
    }
    run.write(RunDirectory.STOP_REQUESTED, Json.write(value) + "\n");
    return this;
  }

  /** Whether the run is being ended; a wish to stop later is none yet. */
  private boolean isAtOnce() {
    return switch (mode) {
      case NOW, MEASURED, PREEMPTED -> true;
      case AFTER_CHECKPOINT -> false;
    };
  }

  /** A file that a person made by hand, empty say, means at once, whatever it holds. */
  public static Optional<StopRequest> read(RunDirectory run) throws IOException {
    Path file = run.file(RunDirectory.STOP_REQUESTED);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      JsonObject value = Json.object(new String(bytes, StandardCharsets.UTF_8), file.toString());
      Mode mode =
          switch (value.text("mode")) {
            case "after-checkpoint" -> Mode.AFTER_CHECKPOINT;
            case "measured" -> Mode.MEASURED;
            case "preempted" -> Mode.PREEMPTED;
            default -> Mode.NOW;
          };
      return Optional.of(
          new StopRequest(
              mode,
              Instant.parse(value.text("at")),
              mode == Mode.PREEMPTED ? PreemptionNotice.of(value) : null));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // withdrawn while we looked
    } catch (JsonError | DateTimeException e) {
      return Optional.of(new StopRequest(Mode.NOW, modified(file), null));
    }
  }

  private static Instant modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  /** Whether a run is, or was, being ended. */
  static boolean isAtOnce(RunDirectory run) throws IOException {
    return read(run).filter(StopRequest::isAtOnce).isPresent();
  }

  /** Takes the wish back; a run that was signalled already ends all the same. */
  public static void withdraw(RunDirectory run) throws IOException {
    Files.deleteIfExists(run.file(RunDirectory.STOP_REQUESTED));
  }
}
