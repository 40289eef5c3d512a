package dev.lorabake.train;

import dev.lorabake.machine.CommandRunner;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.HubCache;
import dev.lorabake.machine.ProbeCache;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.machine.PythonProbe;
import dev.lorabake.machine.TorchBuild;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What sd-scripts' Python environment has: remembered from an earlier look where nothing changed
 * since, else looked at once, which takes seconds.
 */
public final class EnvironmentLook {
  /** What a person waits for a check; a cold disk may need longer, and is warm the next time. */
  public static final Duration FOR_A_CHECK = Duration.ofSeconds(30);

  /** Before hours of training; the probe's own limit. */
  public static final Duration FOR_A_TRAINING = Duration.ofMinutes(2);

  private final PythonProbe probe;
  private final ProbeCache cache;
  private final Map<String, String> variables;
  private final Path userHome;
  private final Clock clock;

  /**
   * @param cacheFolder for what was seen; made where it is missing
   * @param variables of the process
   * @param userHome the user's own folder
   */
  public EnvironmentLook(
      CommandRunner runner,
      Home home,
      Path cacheFolder,
      Map<String, String> variables,
      Path userHome,
      Clock clock) {
    Path script = home.pythonEnv().resolve("probe.py");
    this.probe = new PythonProbe(runner, script);
    this.cache = new ProbeCache(cacheFolder, script, variables, clock);
    this.variables = Map.copyOf(variables);
    this.userHome = userHome;
    this.clock = clock;
  }

  /**
   * The environment; {@code null} where nothing can be said of it, or it is none for sd-scripts.
   *
   * @param gpus those that the driver shows
   * @param patience for a look; {@code null} to take what is remembered and start nothing
   * @param tell is given a sentence where a look is needed, or did not succeed
   */
  public @Nullable PythonEnvironment at(
      PythonPlace place, List<Gpu> gpus, @Nullable Duration patience, Consumer<String> tell) {
    Path python = resolved(place.python());
    if (python == null) {
      tell.accept(place.python() + " is not there; its environment is not checked");
      return null;
    }
    ProbeCache.Memory known = cache.find(python).orElse(null);
    if (known != null && mustSeeGpu(known.report(), gpus)) {
      known = null;
    }
    if (known == null) {
      if (patience == null) {
        return null;
      }
      tell.accept("looking at the Python environment of " + python + ", once: some seconds");
      known = new ProbeCache.Memory(look(python, null, patience).orElse(null));
    }
    return judged(place, python, known.report(), tell);
  }

  /** Looks anew whatever is remembered, and remembers what it sees. */
  public Optional<PythonProbe.Report> afresh(String python, @Nullable Path checkout) {
    Path file = resolved(python);
    return file == null ? Optional.empty() : look(file, checkout, FOR_A_TRAINING);
  }

  /** Whether the name leads to a file, by itself or on the PATH. */
  public boolean isThere(String python) {
    return resolved(python) != null;
  }

  /** What the Hugging Face cache holds at this moment. */
  public HubCache hub() {
    return HubCache.of(variables, userHome);
  }

  private Optional<PythonProbe.Report> look(
      Path python, @Nullable Path checkout, Duration patience) {
    Instant begun = clock.instant();
    Optional<PythonProbe.Report> seen = probe.thorough(python.toString(), checkout, patience);
    cache.keep(python, seen.orElse(null), begun);
    return seen;
  }

  private @Nullable PythonEnvironment judged(
      PythonPlace place, Path python, PythonProbe.@Nullable Report report, Consumer<String> tell) {
    if (report == null) {
      tell.accept(python + " does not answer; its environment is not checked (lorabake doctor)");
      return null;
    }
    PythonEnvironment environment = report.environment(hub());
    if (!place.named() && environment.packageVersion("torch").isEmpty()) {
      return null; // some Python of the system, that nobody means to train with
    }
    if (report.unfinished() != null) {
      tell.accept(
          "of the Python environment only its packages are checked: "
              + report.unfinished()
              + " (lorabake doctor waits longer)");
    }
    return environment;
  }

  /** A card may have been away only for the moment of that look. */
  private static boolean mustSeeGpu(PythonProbe.@Nullable Report report, List<Gpu> gpus) {
    TorchBuild torch = report == null ? null : report.environment().torch();
    return torch != null && torch.cuda() != null && !torch.seesGpu() && !gpus.isEmpty();
  }

  /** Links are kept: a venv is found beside its link. */
  private @Nullable Path resolved(String python) {
    Path named = Path.of(python);
    if (named.getNameCount() > 1 || named.isAbsolute()) {
      return Files.isRegularFile(named) ? named.toAbsolutePath().normalize() : null;
    }
    for (String folder : variables.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      for (String name : List.of(python, python + ".exe")) {
        Path file = Path.of(folder.isEmpty() ? "." : folder, name);
        if (Files.isRegularFile(file) && Files.isExecutable(file)) {
          return file.toAbsolutePath().normalize();
        }
      }
    }
    return null;
  }
}
