package dev.lorabake.run.watch;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What whoever watches a run should know of it beforehand; written before the start.
 *
 * @param outputDir where its files come to lie
 * @param outputName what their names begin with; {@code null} for nothing
 * @param loggingDir where upstream writes for TensorBoard; {@code null} where it does not
 * @param processes how many trainers the launcher starts on this machine
 * @param files the weights that it will save, in their order
 * @param memoryBytes what the plan says that it needs of a GPU; {@code null} for unknown
 */
public record Outlook(
    Path outputDir,
    @Nullable String outputName,
    @Nullable Path loggingDir,
    long processes,
    List<Weights> files,
    @Nullable Long memoryBytes) {
  /**
   * One file to be saved.
   *
   * @param bytes 0 where unknown
   * @param kept whether upstream leaves it there to the end
   * @param step after which it is saved, as upstream counts in its name; {@code null} where unknown
   */
  public record Weights(String file, long bytes, boolean kept, @Nullable Long step) {
    /** One of which nobody knows when. */
    public Weights(String file, long bytes, boolean kept) {
      this(file, bytes, kept, null);
    }
  }

  public Outlook {
    files = List.copyOf(files);
  }

  /** Of a run whose memory nobody planned. */
  public Outlook(
      Path outputDir,
      @Nullable String outputName,
      @Nullable Path loggingDir,
      long processes,
      List<Weights> files) {
    this(outputDir, outputName, loggingDir, processes, files, null);
  }

  public String json() {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("version", 1);
    value.put("output_dir", outputDir.toString());
    value.put("output_name", outputName);
    value.put("logging_dir", loggingDir == null ? null : loggingDir.toString());
    value.put("processes", processes);
    value.put("files", files);
    value.put("memory_bytes", memoryBytes);
    return Json.pretty(value) + "\n";
  }

  /** Reads what {@link #json} wrote; empty for anything else. */
  public static Optional<Outlook> read(String text) {
    try {
      JsonObject value = Json.object(text, "outlook.json");
      String logging = value.textOrNull("logging_dir");
      return Optional.of(
          new Outlook(
              Path.of(value.text("output_dir")),
              value.textOrNull("output_name"),
              logging == null ? null : Path.of(logging),
              value.whole("processes"),
              value.objects("files").stream()
                  .map(file ->
                      new Weights(
                          file.text("file"),
                          file.whole("bytes"),
                          file.flag("kept", true),
                          file.has("step") ? (Long) file.whole("step") : null))
                  .toList(),
              value.has("memory_bytes") ? (Long) value.whole("memory_bytes") : null));
    } catch (JsonError | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
