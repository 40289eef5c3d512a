package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Set;

/** A base model that was trained down to pure noise. */
final class ZeroTerminalSnrLeftOut extends PatternRule {
  private static final Set<String> STABLE_DIFFUSION = Set.of("sd15", "sd2", "sdxl");

  ZeroTerminalSnrLeftOut() {
    super(
        "zero-terminal-snr-left-out",
        Topic.WEIGHTS,
        Severity.WARNING,
        "The base model was trained with zero terminal SNR, and the LoRA is not",
        "zero_terminal_snr",
        Expected.BASE);
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean marked =
        STABLE_DIFFUSION.contains(subject.recipe().family().id())
            && subject
                .models()
                .contents(Expected.BASE)
                .filter(contents -> contents.prediction().zeroTerminalSnr())
                .isPresent();
    if (!marked || subject.recipe().flag("zero_terminal_snr")) {
      return List.of();
    }
    return found(
            subject,
            "the base model is marked as trained with zero terminal SNR, and zero_terminal_snr is"
                + " not set: the LoRA sees other noise levels than the model knows",
            "zero_terminal_snr = true")
        .fix("zero_terminal_snr", true)
        .list();
  }
}
