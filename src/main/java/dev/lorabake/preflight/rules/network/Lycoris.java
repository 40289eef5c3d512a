package dev.lorabake.preflight.rules.network;

import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Subject;
import java.util.List;
import java.util.Locale;

/** Facts about LyCORIS (lycoris/kohya.py and lycoris/config.py, release 3.2.0). */
final class Lycoris {
  /** The presets that come with it; any other value names a file. */
  private static final List<String> PRESETS =
      List.of(
          "full",
          "full-lin",
          "attn-mlp",
          "attn-only",
          "unet-only",
          "unet-transformer-only",
          "unet-convblock-only",
          "ia3");

  private Lycoris() {}

  static List<String> presets() {
    return PRESETS;
  }

  static String algorithm(ChosenNetwork network) {
    return network.args().getOrDefault("algo", "lora").toLowerCase(Locale.ROOT);
  }

  /** The chosen preset, {@code full} where none is; no name of {@link #presets} for a file. */
  static String preset(ChosenNetwork network) {
    return network.args().getOrDefault("preset", "full");
  }

  static boolean hasOwnPreset(ChosenNetwork network) {
    return PRESETS.contains(preset(network));
  }

  /** Whether release 3 is installed; false where nobody knows. */
  static boolean isRelease3(Subject subject) {
    return installed(subject).startsWith("3.");
  }

  /** Whether it is this release, to the last figure; false where nobody knows. */
  static boolean isInstalled(Subject subject, String release) {
    return installed(subject).equals(release);
  }

  private static String installed(Subject subject) {
    PythonEnvironment python = subject.machine().python();
    return python == null ? "" : python.packageVersion("lycoris-lora").orElse("");
  }
}
