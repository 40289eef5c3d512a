package dev.lorabake.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Python that can run upstream, as {@code python-env/probe.py} saw it.
 *
 * @param platform system and processor, such as {@code Windows AMD64}
 * @param packages distribution name to version, only those that are installed
 * @param broken distribution name to the message with which it failed when it was tried
 * @param torch {@code null} where PyTorch is missing or could not be looked at
 * @param hub what the Hugging Face cache holds
 */
public record PythonEnvironment(
    Path executable,
    String version,
    String platform,
    Map<String, String> packages,
    Map<String, String> broken,
    @Nullable TorchBuild torch,
    HubCache hub) {

  /** The version of an installed distribution; names compare without case, {@code _} as hyphen. */
  public Optional<String> packageVersion(String name) {
    return Optional.ofNullable(packages.get(name.toLowerCase(Locale.ROOT).replace('_', '-')));
  }

  /** The CUDA version torch was built with; {@code null} for another build, or none. */
  public @Nullable String cudaBuild() {
    return torch == null ? null : torch.cuda();
  }

  /** GPU architectures torch has kernels for; empty where that is not known. */
  public List<String> architectures() {
    return torch == null ? List.of() : torch.architectures();
  }

  public boolean onWindows() {
    return platform.startsWith("Windows");
  }

  /** As it stands in a command line that a person copies. */
  public String shownExecutable() {
    String path = executable.toString();
    return path.indexOf(' ') < 0 ? path : '"' + path + '"';
  }

  PythonEnvironment with(HubCache found) {
    return new PythonEnvironment(executable, version, platform, packages, broken, torch, found);
  }
}
