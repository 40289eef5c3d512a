package dev.lorabake.preflight.rules.environment;

import dev.lorabake.machine.ComputeCapability;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PyTorch that was not built for the card. */
final class TorchWithoutKernels extends PatternRule {
  private static final Pattern BINARY = Pattern.compile("sm_(\\d+)(\\d)[a-z]?");
  private static final Pattern PORTABLE = Pattern.compile("compute_(\\d+)(\\d)[a-z]?");

  TorchWithoutKernels() {
    super(
        "torch-without-kernels",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "The installed PyTorch has no code for the card: \"no kernel image is available\"");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    PythonEnvironment python = subject.machine().python();
    if (gpu == null
        || python == null
        || python.cudaBuild() == null
        || python.architectures().isEmpty()) {
      return List.of();
    }
    ComputeCapability card = gpu.computeCapability();
    if (python.architectures().stream().anyMatch(built -> serves(built, card))) {
      return List.of();
    }
    return found(
            subject,
            "this PyTorch, built for CUDA "
                + python.cudaBuild()
                + ", has no code for "
                + gpu.name()
                + ", compute capability "
                + card,
            "install the wheels for CUDA " + wheel(card))
        .about("torch")
        .list();
  }

  /** Binary code runs on its own major version from its minor on, PTX on everything later. */
  private static boolean serves(String built, ComputeCapability card) {
    Matcher binary = BINARY.matcher(built);
    if (binary.matches()) {
      ComputeCapability made = capability(binary);
      return made.major() == card.major() && made.minor() <= card.minor();
    }
    Matcher portable = PORTABLE.matcher(built);
    return portable.matches() && !card.isBelow(capability(portable));
  }

  private static ComputeCapability capability(Matcher matcher) {
    return new ComputeCapability(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private static String wheel(ComputeCapability card) {
    return card.isBelow(new ComputeCapability(7, 5))
        ? "12.6 (cu126), the last with code for this card"
        : "12.8 (cu128) or later";
  }
}
