package dev.lorabake.machine;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a Python what it is and has, by {@code python-env/probe.py}. */
public final class PythonProbe {
  private static final Duration THOROUGH = Duration.ofMinutes(2);

  /** For the start of Python, and for what it tells when the imports took too long. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final CommandRunner runner;
  private final Path script;

  /**
   * @param script the file {@code probe.py}
   */
  public PythonProbe(CommandRunner runner, Path script) {
    this.runner = runner;
    this.script = script;
  }

  /**
   * What the probe saw.
   *
   * @param devices the GPUs that torch can use
   * @param checkout the sd-scripts that was looked at, {@code null} for none
   * @param unfinished why the packages were only looked up and not tried; {@code null} mostly
   * @param folders where that Python searches packages
   * @param told the probe's own object
   */
  public record Report(
      PythonEnvironment environment,
      List<Device> devices,
      @Nullable Checkout checkout,
      @Nullable String unfinished,
      List<Path> folders,
      JsonObject told) {

    /** The environment beside what the Hugging Face cache holds at this moment. */
    public PythonEnvironment environment(HubCache hub) {
      return environment.with(hub);
    }
  }

  /** A GPU as torch sees it. */
  public record Device(String name, String computeCapability, long totalBytes) {}

  /** An sd-scripts checkout; commit and version are {@code null} where nothing tells them. */
  public record Checkout(@Nullable String commit, @Nullable String version, String fingerprint) {}

  /** Imports what upstream would import: several seconds, some minutes from a cold disk. */
  public Optional<Report> thorough(String python, @Nullable Path checkout) {
    return thorough(python, checkout, THOROUGH);
  }

  /**
   * As above, in bounded time: where the imports take longer, the report holds what is installed.
   */
  public Optional<Report> thorough(String python, @Nullable Path checkout, Duration patience) {
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(List.of("--patience", Long.toString(patience.toSeconds())));
    if (checkout != null) {
      command.addAll(List.of("--checkout", checkout.toString()));
    }
    return probe(command, patience.plus(GRACE), python);
  }

  private Optional<Report> probe(List<String> command, Duration patience, String python) {
    return runner.run(command, patience).flatMap(text -> read(text, python));
  }

  /** Packages print what they like on import: the probe's object is what comes last. */
  static Optional<Report> read(String text, String python) {
    int begin = ("\n" + text).lastIndexOf("\n{");
    try {
      JsonObject json = Json.object(begin < 0 ? text : text.substring(begin), "probe.py");
      return Optional.of(report(json, python));
    } catch (JsonError e) {
      return Optional.empty();
    }
  }

  static Report report(JsonObject json, String python) {
    JsonObject told = json.object("python");
    PythonEnvironment environment =
        new PythonEnvironment(
            Path.of(told.text("executable", python)),
            told.text("version", "unknown"),
            json.text("platform", ""),
            texts(json.object("packages")),
            texts(json.object("broken")),
            json.has("torch") ? torch(json.object("torch")) : null,
            HubCache.UNKNOWN);
    List<Device> devices =
        json.objects("devices").stream()
            .map(device ->
                new Device(
                    device.text("name"),
                    device.text("compute_capability", "unknown"),
                    device.whole("total_bytes", 0)))
            .toList();
    return new Report(
        environment,
        devices,
        json.has("checkout") ? checkout(json.object("checkout")) : null,
        json.textOrNull("unfinished"),
        told.texts("folders").stream().map(Path::of).toList(),
        json);
  }

  private static TorchBuild torch(JsonObject json) {
    return new TorchBuild(
        json.textOrNull("cuda"),
        json.textOrNull("hip"),
        json.flag("cuda_available", false),
        json.texts("arch_list"));
  }

  private static Checkout checkout(JsonObject json) {
    return new Checkout(
        json.textOrNull("commit"), json.textOrNull("version"), json.text("fingerprint", ""));
  }

  private static Map<String, String> texts(JsonObject json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.names().forEach(name -> texts.put(name, String.valueOf(json.value(name))));
    return Map.copyOf(texts);
  }
}
