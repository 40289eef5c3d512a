package dev.lorabake.preflight;

import dev.lorabake.catalog.PythonPackage;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.machine.TorchWheels;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The commands that mend a Python environment, ready to be copied: findings and {@code doctor} tell
 * the same ones.
 */
public final class Remedy {
  /** Makes a whole environment, where mending one piece by piece is no use. */
  public static final String INSTALLER = "install.sh --with-upstream";

  private Remedy() {}

  /** Installs these, in upstream's own versions where it names one. */
  public static String install(PythonEnvironment python, List<PythonPackage> packages) {
    return pip(
        python, packages.stream().map(one -> words(python, one)).collect(Collectors.joining(" ")));
  }

  /** Installs again what is there and does not work, and nothing that it depends on. */
  public static String reinstall(PythonEnvironment python, PythonPackage broken) {
    return pip(python, "--force-reinstall --no-deps " + words(python, broken));
  }

  /** Installs another version; the words are pip's own, such as {@code numpy<2}. */
  public static String pip(PythonEnvironment python, String words) {
    String quoted = words.indexOf('<') < 0 ? words : '"' + words + '"';
    return python.shownExecutable() + " -m pip install " + quoted;
  }

  /** Installs the PyTorch that fits the card and its driver, or says what else is to be done. */
  public static String torch(PythonEnvironment python, Gpu gpu) {
    Optional<TorchWheels.Wheel> wheel = TorchWheels.bestFor(gpu);
    if (wheel.isEmpty()) {
      return "update the NVIDIA driver, then " + INSTALLER + " installs the PyTorch that fits";
    }
    return pip(
        python,
        "torch=="
            + wheel.get().torch()
            + " torchvision=="
            + wheel.get().torchvision()
            + " --index-url "
            + wheel.get().index());
  }

  private static String words(PythonEnvironment python, PythonPackage wanted) {
    String name =
        python.onWindows() && wanted.onWindows() != null ? wanted.onWindows() : wanted.name();
    String words =
        wanted.install() != null
            ? wanted.install()
            : wanted.version() == null ? name : name + "==" + wanted.version();
    String cuda = python.cudaBuild();
    // from the plain index it would bring a PyTorch of its own choice along
    return wanted.withTorch() && cuda != null
        ? words + " --index-url " + TorchWheels.indexFor(cuda)
        : words;
  }
}
