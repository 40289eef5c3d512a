package dev.lorabake.preflight.rules.environment;

import dev.lorabake.machine.ComputeCapability;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PythonEnvironment;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the installed torch was built for.
 *
 * @param cuda ten times the CUDA version, such as 126; {@code null} for a CPU build and where it is
 *     not known
 * @param cpu whether it is known to be a build without CUDA
 */
record TorchBuild(@Nullable Integer cuda, boolean cpu, List<String> architectures) {
  private static final TorchBuild UNKNOWN = new TorchBuild(null, false, List.of());
  private static final Pattern SUFFIX = Pattern.compile("\\+cu(\\d{2,3})$");

  /** Unknown for a machine that is only named: its environment is another one. */
  static TorchBuild of(Machine machine) {
    PythonEnvironment python = machine.python();
    if (python == null || machine.named()) {
      return UNKNOWN;
    }
    String version = python.packageVersion("torch").orElse("");
    Matcher suffix = SUFFIX.matcher(version);
    String build = python.cudaBuild();
    Integer cuda = null;
    if (build != null && build.matches("\\d+\\.\\d+.*")) {
      String[] parts = build.split("\\.", -1);
      cuda = Integer.parseInt(parts[0]) * 10 + Integer.parseInt(parts[1]);
    } else if (suffix.find()) {
      cuda = Integer.parseInt(suffix.group(1));
    }
    return new TorchBuild(cuda, version.endsWith("+cpu"), python.architectures());
  }

  /**
   * Whether it has kernels for a card: those of an architecture run on the same major version and
   * an equal or higher minor one. True where nothing is known.
   */
  boolean supports(ComputeCapability card) {
    if (architectures.isEmpty()) {
      return true;
    }
    return architectures.stream().anyMatch(name -> runs(name, card));
  }

  private static boolean runs(String architecture, ComputeCapability card) {
    Matcher parts = Pattern.compile("(sm|compute)_(\\d+)(\\d)[a-z]?").matcher(architecture);
    if (!parts.matches()) {
      return false;
    }
    int major = Integer.parseInt(parts.group(2));
    int minor = Integer.parseInt(parts.group(3));
    boolean intermediate = parts.group(1).equals("compute");
    return intermediate
        ? !card.isBelow(new ComputeCapability(major, minor))
        : card.major() == major && card.minor() >= minor;
  }
}
