package dev.lorabake.run;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is called when a run ends although no lorabake may live then, and all that they need to know
 * to carry its policy out ({@code attendant.json}). The keeper reads {@code argv} and {@code cwd}.
 *
 * @param argv the program, to which the keeper adds the run's directory
 * @param cwd where it, and the user's command, are run: the folder that lorabake was called in
 * @param queued whether a queue started the run: then the queue alone starts it again
 * @param start how it was started, and so would be again
 * @param added variables that the trainer was given by lorabake, by name: not the user's own, and
 *     no business of their command
 * @param after what this run is another try of; {@code null} for a first one
 */
public record Attendant(
    List<String> argv,
    Path cwd,
    Policy policy,
    boolean queued,
    Start start,
    Set<String> added,
    @Nullable After after) {

  /**
   * How a run was started.
   *
   * @param checkout of sd-scripts, or the stand-in of a rehearsal
   * @param gpu a card to plan for instead of this machine's; {@code null} for this machine's
   * @param probe whether Python was asked what its environment has
   */
  public record Start(
      Path checkout, String python, boolean rehearsal, @Nullable String gpu, boolean probe) {}

  /**
   * Of which run this is another try.
   *
   * @param run its directory
   * @param tries that were made in all, this one among them
   */
  public record After(Path run, Retry why, Tries tries) {}

  public Attendant {
    argv = List.copyOf(argv);
    added = Set.copyOf(added);
  }

  /** The same for another try of a run. */
  public Attendant after(After earlier) {
    return new Attendant(argv, cwd, policy, queued, start, added, earlier);
  }

  /** The same where lorabake adds these variables. */
  public Attendant adding(Set<String> variables) {
    return new Attendant(argv, cwd, policy, queued, start, variables, after);
  }

  /** How often the training was started again by itself until now. */
  public Tries tries() {
    return after == null ? Tries.NONE : after.tries();
  }

  /** To be done before the trainer starts. */
  public void write(RunDirectory run) throws IOException {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("version", 1);
    value.put("argv", argv);
    value.put("cwd", cwd.toString());
    value.put("policy", policy.members());
    value.put("queued", queued);
    value.put("checkout", start.checkout().toString());
    value.put("python", start.python());
    value.put("rehearsal", start.rehearsal());
    value.put("gpu", start.gpu());
    value.put("probe", start.probe());
    value.put("added", List.copyOf(new TreeSet<>(added)));
    value.put("after", after == null ? null : after.run().toString());
    value.put("why", after == null ? null : after.why().id());
    value.put("tries_oom", tries().oom());
    value.put("tries_crash", tries().crash());
    run.write(RunDirectory.ATTENDANT, Json.pretty(value) + "\n");
  }

  /** Empty for a run without a policy. */
  public static Optional<Attendant> read(RunDirectory run) throws IOException {
    Path file = run.file(RunDirectory.ATTENDANT);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      JsonObject value = Json.object(Files.readString(file), file.toString());
      return Optional.of(
          new Attendant(
              value.texts("argv"),
              Path.of(value.text("cwd")),
              Policy.of(value.object("policy")),
              value.flag("queued", false),
              new Start(
                  Path.of(value.text("checkout")),
                  value.text("python"),
                  value.flag("rehearsal", false),
                  value.textOrNull("gpu"),
                  value.flag("probe", true)),
              Set.copyOf(value.texts("added")),
              value.has("after")
                  ? new After(
                      Path.of(value.text("after")),
                      Retry.of(value.text("why")),
                      new Tries(
                          (int) value.whole("tries_oom", 0), (int) value.whole("tries_crash", 0)))
                  : null));
    } catch (JsonError e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }
}
