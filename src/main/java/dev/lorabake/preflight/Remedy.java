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

  /**
   * Mends what is installed and does not work: by what is known of that failure, by upstream's own
   * version where another is there, else by installing it again and nothing that it depends on.
   *
   * @param why the message with which it failed
   */
  public static String mend(PythonEnvironment python, PythonPackage broken, String why) {
    for (PythonPackage.Symptom symptom : broken.symptoms()) {
      if (why.contains(symptom.text())) {
        return symptom
            .help()
            .replace("{pip}", python.shownExecutable() + " -m pip install")
            .replace("{python}", python.shownExecutable());
      }
    }
    String version = python.packageVersion(broken.name()).orElse(null);
    boolean other = broken.version() != null && !broken.version().equals(version);
    return other
        ? install(python, List.of(broken))
        : pip(python, "--force-reinstall --no-deps " + words(python, broken));
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
