package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.recipe.Settings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the checkout and its Python: named by flags, else by {@code LORABAKE_SD_SCRIPTS} and {@code
 * LORABAKE_PYTHON}, else by {@code upstream.toml} in lorabake's configuration folder, which the
 * installer writes.
 */
public final class UpstreamFinder {
  private static final String HOW =
      "run install.sh --with-upstream, or name an existing checkout with --sd-scripts DIR"
          + " and its Python with --python FILE; --rehearse needs neither";

  private final Map<String, String> environment;
  private final Home home;

  /**
   * @param environment the variables of the process
   */
  public UpstreamFinder(Map<String, String> environment, Home home) {
    this.environment = environment;
    this.home = home;
  }

  /** The rehearsal trainer, run by any Python. */
  public UpstreamPlace rehearsal(@Nullable String python) {
    return new UpstreamPlace(home.rehearsal(), anyPython(python), true, "lorabake's rehearsal");
  }

  /**
   * The checkout, wherever it is named.
   *
   * @throws UserError when none is named or the named one is none
   */
  public UpstreamPlace find(@Nullable Path checkout, @Nullable String python) {
    return lookUp(checkout, python)
        .orElseThrow(() -> new UserError("no sd-scripts checkout is known", HOW));
  }

  /** As {@link #find}, but empty when nothing names a checkout. */
  public Optional<UpstreamPlace> lookUp(@Nullable Path checkout, @Nullable String python) {
    Settings file = configuration();
    String variable = environment.get("LORABAKE_SD_SCRIPTS");
    if (checkout != null) {
      return Optional.of(checked(checkout, pythonFor(checkout, python, file), "--sd-scripts"));
    }
    if (variable != null && !variable.isBlank()) {
      Path folder = Path.of(variable);
      return Optional.of(checked(folder, pythonFor(folder, python, file), "LORABAKE_SD_SCRIPTS"));
    }
    return file.text("sd_scripts")
        .map(Path::of)
        .map(folder -> checked(folder, pythonFor(folder, python, file), "upstream.toml"));
  }

  private static UpstreamPlace checked(Path checkout, String python, String source) {
    Path folder = checkout.toAbsolutePath().normalize();
    if (!Files.isRegularFile(folder.resolve("train_network.py"))) {
      throw new UserError(
          folder + " (named by " + source + ") is no sd-scripts checkout: no train_network.py",
          HOW);
    }
    return new UpstreamPlace(folder, python, false, source);
  }

  /**
   * The Python of sd-scripts' environment; empty when neither a checkout nor a Python is named:
   * what the PATH has is then no business of ours.
   *
   * @param checkout the known checkout, {@code null} for none
   */
  public Optional<PythonPlace> python(@Nullable Path checkout, @Nullable String flag) {
    Optional<String> named = namedPython(checkout, flag, configuration());
    if (named.isPresent()) {
      return Optional.of(new PythonPlace(named.get(), true));
    }
    return checkout == null
        ? Optional.empty()
        : Optional.of(new PythonPlace(anyPython(null), false));
  }

  private String pythonFor(Path checkout, @Nullable String flag, Settings file) {
    return namedPython(checkout, flag, file).orElseGet(() -> anyPython(null));
  }

  private Optional<String> namedPython(
      @Nullable Path checkout, @Nullable String flag, Settings file) {
    if (flag != null) {
      return Optional.of(flag);
    }
    String variable = environment.get("LORABAKE_PYTHON");
    if (variable != null && !variable.isBlank()) {
      return Optional.of(variable);
    }
    return file.text("python").or(() -> checkout == null ? Optional.empty() : insideOf(checkout));
  }

  /** Guides let people make the environment inside the checkout, under one of these names. */
  private static Optional<String> insideOf(Path checkout) {
    for (String name : List.of("venv", ".venv")) {
      for (String executable : List.of("bin/python", "Scripts/python.exe")) {
        Path python = checkout.resolve(name).resolve(executable);
        if (Files.isExecutable(python)) {
          return Optional.of(python.toAbsolutePath().toString());
        }
      }
    }
    return Optional.empty();
  }

  private String anyPython(@Nullable String named) {
    if (named != null) {
      return named;
    }
    List<String> names = isWindows() ? List.of("python", "py") : List.of("python3", "python");
    String path = environment.getOrDefault("PATH", "");
    for (String name : names) {
      for (String folder : path.split(File.pathSeparator, -1)) {
        Path file = Path.of(folder.isEmpty() ? "." : folder, isWindows() ? name + ".exe" : name);
        if (Files.isExecutable(file) && !Files.isDirectory(file)) {
          return file.toAbsolutePath().toString();
        }
      }
    }
    throw new UserError(
        "no Python is found: neither " + String.join(" nor ", names) + " is on the PATH",
        "install Python 3.9 or later, or name one with --python FILE");
  }

  private Settings configuration() {
    return new Configuration(environment).read("upstream.toml");
  }

  private static boolean isWindows() {
    return File.separatorChar == '\\';
  }
}
