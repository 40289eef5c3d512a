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
 * @param packages distribution name to version, only those that are installed
 * @param broken distribution name to the message with which its import failed
 * @param cudaBuild the CUDA version torch was built with, {@code null} for a CPU build
 * @param architectures GPU architectures torch has kernels for, such as {@code sm_86}
 */
public record PythonEnvironment(
    Path executable,
    String version,
    Map<String, String> packages,
    Map<String, String> broken,
    @Nullable String cudaBuild,
    List<String> architectures) {

  /** The version of an installed distribution; names compare without case, {@code _} as hyphen. */
  public Optional<String> packageVersion(String name) {
    return Optional.ofNullable(packages.get(name.toLowerCase(Locale.ROOT).replace('_', '-')));
  }
}
