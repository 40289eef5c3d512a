package dev.lorabake.preflight.rules.learning;

import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Locale;

/** A larger batch with the rate of a single image. */
final class RateNotScaledWithBatch extends PatternRule {
  private static final double RATE_OF_ONE = 1e-4;

  RateNotScaledWithBatch() {
    super(
        "rate-not-scaled-with-batch",
        Topic.LEARNING,
        Severity.ADVICE,
        "A larger batch makes fewer updates of the same size: with an unchanged rate the LoRA"
            + " learns less from the same images",
        "learning_rate",
        "unet_lr",
        "train_batch_size",
        "gradient_accumulation_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    String name = optimizer.name().toLowerCase(Locale.ROOT);
    boolean adam =
        name.equals("adamw") || name.equals("adamw8bit") || name.startsWith("pagedadamw");
    TrainedParts parts = TrainedParts.of(recipe);
    double rate = parts.modelRate().orElse(0);
    long batch = batch(subject);
    if (!adam || !parts.model() || rate <= 0 || rate > RATE_OF_ONE || batch < 4) {
      return List.of();
    }
    if (rate < RATE_OF_ONE / 4) { // chosen low on purpose, or reported by another rule
      return List.of();
    }
    double scaled =
        Double.parseDouble(String.format(Locale.ROOT, "%.1e", rate * Math.sqrt((double) batch)));
    String option = recipe.isSet("unet_lr") ? "unet_lr" : "learning_rate";
    return found(
            subject,
            option
                + " "
                + Figures.number(rate)
                + " is usual for one image; here "
                + batch
                + " images make one update, and there are "
                + batch
                + " times fewer of them",
            option + " = " + Figures.value(scaled) + ", times the square root of the batch")
        .about(option, "train_batch_size", "gradient_accumulation_steps")
        .fix(option, scaled)
        .list();
  }

  /** Images to an update: batch, accumulation and processes. */
  private static long batch(Subject subject) {
    Recipe recipe = subject.recipe();
    long batch =
        subject.plan().datasets().stream().mapToLong(PlannedDataset::batchSize).max().orElse(1);
    return batch
        * Math.max(1, recipe.whole("gradient_accumulation_steps").orElse(1))
        * Math.max(1, recipe.launch().whole(LaunchKeys.NUM_PROCESSES).orElse(1));
  }
}
