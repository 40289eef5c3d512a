package dev.lorabake.machine;

import dev.lorabake.CacheFile;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the probe saw in a Python environment until anything in it changes; that it did
 * not answer, or not in time, for some minutes only. One file an environment, for the owner alone.
 */
public final class ProbeCache {
  /** A slow disk is warm by then, and a look at a hanging Python is not paid for at each check. */
  private static final Duration PATIENCE_WITH_SILENCE = Duration.ofMinutes(10);

  private final Path folder;
  private final Path probe;
  private final Map<String, String> variables;
  private final Clock clock;

  /**
   * @param folder made where it is missing
   * @param probe the file {@code probe.py}
   * @param variables of the process
   */
  public ProbeCache(Path folder, Path probe, Map<String, String> variables, Clock clock) {
    this.folder = folder;
    this.probe = probe;
    this.variables = Map.copyOf(variables);
    this.clock = clock;
  }

  /**
   * What is remembered.
   *
   * @param report {@code null} where Python did not answer
   */
  public record Memory(PythonProbe.@Nullable Report report) {}

  /**
   * What holds for that Python now; empty where nothing is remembered, or it changed since.
   *
   * @param python absolute
   */
  public Optional<Memory> find(Path python) {
    Path file = fileOf(python);
    try {
      JsonObject kept = Json.object(Files.readString(file), file.toString());
      PythonProbe.Report report =
          kept.has("probe") ? PythonProbe.report(kept.object("probe"), python.toString()) : null;
      boolean whole = report != null && report.unfinished() == null;
      List<Path> folders = report == null ? List.of() : report.folders();
      String now = EnvironmentFingerprint.of(python, probe, folders, variables);
      boolean same = kept.text("fingerprint").equals(now);
      Instant at = Instant.parse(kept.text("at"));
      boolean fresh = whole || at.plus(PATIENCE_WITH_SILENCE).isAfter(clock.instant());
      return same && fresh ? Optional.of(new Memory(report)) : Optional.empty();
    } catch (IOException | JsonError | IllegalArgumentException | DateTimeException e) {
      return Optional.empty(); // none yet, or broken: it is looked at anew
    }
  }

  /**
   * Remembers an answer, or that there was none; a failure to do so costs the next start some
   * seconds and nothing else.
   *
   * @param begun when the look began: what changed since may be only half in the answer
   */
  public void keep(Path python, PythonProbe.@Nullable Report report, Instant begun) {
    List<Path> folders = report == null ? List.of() : report.folders();
    if (EnvironmentFingerprint.changedSince(FileTime.from(begun), folders)) {
      return;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("fingerprint", EnvironmentFingerprint.of(python, probe, folders, variables));
    members.put("at", clock.instant().toString());
    members.put("probe", report == null ? null : report.told().toMap());
    try {
      CacheFile.write(fileOf(python), Json.pretty(members));
    } catch (IOException e) {
      return;
    }
  }

  private Path fileOf(Path python) {
    String place = EnvironmentFingerprint.place(python, variables);
    return folder.resolve("python-" + place.substring(0, 16) + ".json");
  }
}
