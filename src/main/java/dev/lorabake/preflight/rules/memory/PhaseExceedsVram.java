package dev.lorabake.preflight.rules.memory;

import dev.lorabake.machine.Gpu;
import dev.lorabake.plan.VramEstimate;
import dev.lorabake.plan.VramPhase;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** The steps fit the card, and what comes before or between them does not. */
final class PhaseExceedsVram extends PatternRule {
  PhaseExceedsVram() {
    super(
        "phase-exceeds-vram",
        Topic.MEMORY,
        Severity.WARNING,
        "The training steps fit the card, but encoding images or captions before them, or making"
            + " control images between them, does not: the run stops there with CUDA out of memory",
        "cache_latents",
        "cache_text_encoder_outputs",
        "sample_every_n_epochs",
        "sample_every_n_steps",
        "sample_at_first");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    VramEstimate vram = subject.plan().datasets().isEmpty() ? null : subject.plan().vram();
    if (gpu == null || vram == null || VramEstimate.TOO_SMALL.equals(vram.verdict())) {
      return List.of(); // vram-too-small speaks
    }
    List<Finding> findings = new ArrayList<>();
    for (VramPhase phase : vram.phases()) {
      if (!phase.fits() && !phase.phase().equals(VramPhase.TRAINING)) {
        String message =
            deed(phase)
                + " needs "
                + Figures.gib(phase.neededBytes())
                + " of VRAM ("
                + phase.what()
                + "), training "
                + Figures.gib(vram.neededBytes())
                + "; "
                + gpu.name()
                + " has "
                + Figures.gib(gpu.memoryBytes());
        findings.addAll(found(subject, message, help(phase)).list());
      }
    }
    return findings;
  }

  private static String deed(VramPhase phase) {
    return switch (phase.phase()) {
      case "caching-latents" -> "encoding the images";
      case "caching-text" -> "encoding the captions";
      default -> "making control images";
    };
  }

  private static String help(VramPhase phase) {
    return switch (phase.phase()) {
      case "caching-latents" -> "vae_batch_size = 1, or a smaller resolution";
      case "caching-text" ->
          "t5xxl = an fp8 file of T5-XXL, with fp8_base = true; or encode once on a larger card, with"
              + " cache_text_encoder_outputs_to_disk = true";
      default -> "make them smaller (width, height), or none while training";
    };
  }
}
