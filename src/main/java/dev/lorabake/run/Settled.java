package dev.lorabake.run;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was decided once a run had ended, and how far that was carried out ({@code settled.json}).
 * Each deed is written down before it is done: whoever finds the file knows where to go on.
 *
 * @param reason why it goes on or does not, one sentence without a full stop
 * @param next the run that goes on; {@code null} where none does
 * @param changes settings in which that differs
 * @param notes what a person should know of that, as sentences
 * @param command the user's command; {@code null} where none was run
 * @param done whether nothing is left to be done
 */
public record Settled(
    String reason,
    @Nullable Next next,
    List<Change> changes,
    List<String> notes,
    @Nullable Command command,
    boolean done) {

  /**
   * The run that goes on.
   *
   * @param run the name of its directory, chosen before anything is done for it
   * @param number of the try, 2 for the first that was not asked for
   * @param notBefore when it is started, by the clock on the wall
   * @param pause how long that was from then: nobody waits longer, whatever is done to the clock
   * @param started whether it is known to have been started
   * @param state the state that it goes on from; {@code null} for a start from the beginning, and
   *     until that is known
   */
  public record Next(
      Retry why,
      String run,
      int number,
      Instant notBefore,
      Duration pause,
      boolean started,
      @Nullable String state) {}

  /** A setting that was changed; {@code null} where it is not set. */
  public record Change(String option, @Nullable Object was, @Nullable Object now) {}

  /**
   * The user's command.
   *
   * @param begun when, by the clock on the wall
   * @param ended whether it is known how it ended; it is never run twice
   * @param code its exit code; {@code null} where it has none
   * @param trouble what was wrong with it; {@code null} for nothing known
   */
  public record Command(
      Instant begun, boolean ended, @Nullable Integer code, @Nullable String trouble) {}

  public Settled {
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }

  /** It goes on, once the wait is over. */
  public static Settled goingOn(String reason, Next next) {
    return new Settled(reason, next, List.of(), List.of(), null, false);
  }

  /** Nothing goes on. */
  public static Settled ended(String reason) {
    return new Settled(reason, null, List.of(), List.of(), null, false);
  }

  /** It is about to be started, like this. */
  public Settled planned(@Nullable String state, List<Change> changed, List<String> said) {
    return new Settled(reason, next(false, state), changed, said, null, false);
  }

  /** The run that goes on runs. */
  public Settled started(@Nullable String state) {
    return new Settled(reason, next(true, state), changes, notes, null, true);
  }

  private Next next(boolean started, @Nullable String state) {
    if (next == null) {
      throw new IllegalStateException("nothing goes on");
    }
    return new Next(next.why, next.run, next.number, next.notBefore, next.pause, started, state);
  }

  /** The same at another point of the user's command. */
  public Settled with(Command now) {
    return new Settled(reason, next, changes, notes, now, now.ended);
  }

  /** The same, with nothing left to be done. */
  public Settled finished() {
    return new Settled(reason, next, changes, notes, command, true);
  }

  /** As JSON tells it. */
  public Map<String, @Nullable Object> members() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("reason", reason);
    members.put("next", next == null ? null : members(next));
    members.put("changes", changes);
    members.put("notes", notes);
    members.put("command", command == null ? null : members(command));
    members.put("done", done);
    return members;
  }

  private static Map<String, @Nullable Object> members(Next next) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("why", next.why.id());
    members.put("run", next.run);
    members.put("number", next.number);
    members.put("not_before", next.notBefore.toString());
    members.put("wait_seconds", next.pause.toMillis() / 1000.0);
    members.put("started", next.started);
    members.put("state", next.state);
    return members;
  }

  private static Map<String, @Nullable Object> members(Command command) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("begun", command.begun.toString());
    members.put("ended", command.ended);
    members.put("code", command.code);
    members.put("trouble", command.trouble);
    return members;
  }

  /** Puts it in place of what was written before. */
  public void write(RunDirectory run) throws IOException {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("version", 1);
    value.putAll(members());
    run.write(RunDirectory.SETTLED, Json.pretty(value) + "\n");
  }

  /** Whether a run that has ended may yet go on by itself. */
  public static boolean isOpen(RunDirectory run) throws IOException {
    Optional<Settled> settled = read(run);
    if (settled.isPresent()) {
      Next next = settled.get().next;
      return next != null && !next.started;
    }
    return Attendant.read(run)
        .map(Attendant::policy)
        .filter(policy -> policy.retryOom() > 0 || policy.retryCrash() > 0)
        .isPresent();
  }

  /** Empty where nothing was decided yet. */
  public static Optional<Settled> read(RunDirectory run) throws IOException {
    Path file = run.file(RunDirectory.SETTLED);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      JsonObject value = Json.object(Files.readString(file), file.toString());
      List<Change> changes = new ArrayList<>();
      for (JsonObject change : value.objects("changes")) {
        changes.add(new Change(change.text("option"), change.value("was"), change.value("now")));
      }
      return Optional.of(
          new Settled(
              value.text("reason"),
              value.has("next") ? next(value.object("next")) : null,
              changes,
              value.texts("notes"),
              value.has("command") ? command(value.object("command")) : null,
              value.flag("done", false)));
    } catch (JsonError | DateTimeException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private static Next next(JsonObject value) {
    return new Next(
        Retry.of(value.text("why")),
        value.text("run"),
        (int) value.whole("number", 2),
        Instant.parse(value.text("not_before")),
        Duration.ofMillis(Math.round(1000 * value.number("wait_seconds", 0))),
        value.flag("started", false),
        value.textOrNull("state"));
  }

  private static Command command(JsonObject value) {
    return new Command(
        Instant.parse(value.text("begun")),
        value.flag("ended", false),
        value.has("code") ? (int) value.whole("code") : null,
        value.textOrNull("trouble"));
  }
}
