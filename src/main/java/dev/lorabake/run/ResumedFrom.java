package dev.lorabake.run;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which earlier run a run goes on from, and how its numbers are to be read: upstream counts steps
 * from near 0 again after a resume, in the names of files and in the states that it saves.
 *
 * @param run the directory of the earlier run
 * @param state the state folder it was resumed from; {@code null} where it began from weights
 * @param weights the weights it began from; {@code null} where it was resumed from a state
 * @param step of the whole training at which it goes on
 * @param total the step of the whole training at which it ends
 * @param shift what is added to a number of this run to have the step that its settings count in
 * @param before steps of the whole training that its settings do not count
 */
public record ResumedFrom(
    Path run,
    @Nullable Path state,
    @Nullable Path weights,
    long step,
    long total,
    long shift,
    long before) {

  /** The step of the whole training that this run counts as 0. */
  public long countedFrom() {
    return before + shift;
  }

  /** To be done before the trainer starts. */
  public void write(RunDirectory directory) throws IOException {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("version", 1);
    value.put("run", run.toString());
    value.put("state", state == null ? null : state.toString());
    value.put("weights", weights == null ? null : weights.toString());
    value.put("step", step);
    value.put("total", total);
    value.put("shift", shift);
    value.put("before", before);
    directory.write(RunDirectory.RESUMED_FROM, Json.pretty(value) + "\n");
  }

  /** Empty for a run that goes on from no other, as far as lorabake was told. */
  public static Optional<ResumedFrom> read(RunDirectory directory) throws IOException {
    Path file = directory.file(RunDirectory.RESUMED_FROM);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      JsonObject value = Json.object(Files.readString(file), file.toString());
      return Optional.of(
          new ResumedFrom(
              Path.of(value.text("run")),
              path(value.textOrNull("state")),
              path(value.textOrNull("weights")),
              value.whole("step"),
              value.whole("total"),
              value.whole("shift"),
              value.whole("before")));
    } catch (JsonError e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  /** As above, and empty where it is damaged: that is told by whoever works on the run. */
  public static Optional<ResumedFrom> readable(RunDirectory directory) {
    try {
      return read(directory);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Path path(@Nullable String text) {
    return text == null ? null : Path.of(text);
  }
}
