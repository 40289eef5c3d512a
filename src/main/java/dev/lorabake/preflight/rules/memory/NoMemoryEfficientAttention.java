package dev.lorabake.preflight.rules.memory;

import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Plain attention. */
public final class NoMemoryEfficientAttention extends PatternRule {
  public NoMemoryEfficientAttention() {
    super(
        "no-memory-efficient-attention",
        Topic.MEMORY,
        Severity.WARNING,
        "Without sdpa the U-Net's attention stores its whole matrix: gigabytes more, and slower",
        "sdpa",
        "xformers",
        "mem_eff_attn");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (!PlainAttention.isUsed(subject.recipe())) {
      return List.of();
    }
    String figure =
        subject.plan().datasets().stream()
            .mapToDouble(NoMemoryEfficientAttention::gib)
            .max()
            .stream()
            .filter(gib -> subject.recipe().family().id().equals("sd15") && gib >= 0.5)
            .mapToObj(gib -> ", up to " + Figures.number(gib) + " GiB here")
            .findFirst()
            .orElse("");
    return found(
            subject,
            "none of sdpa, xformers and mem_eff_attn is set: attention stores every pair of pixels"
                + figure
                + ", and takes longer",
            "sdpa = true needs nothing else installed")
        .fix("sdpa", true)
        .list();
  }

  /** Of SD 1.5 without checkpointing: computed on upstream's own model, in MiB by megapixel². */
  private static double gib(PlannedDataset dataset) {
    double megapixels = dataset.width() * (double) dataset.height() / (1 << 20);
    return 72937 * dataset.batchSize() * megapixels * megapixels / 1024;
  }
}
