package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Map;

/**
 * A learning_rate that is overridden, and that optimizer or scheduler is made with all the same.
 */
final class MainRateTooLow extends PatternRule {
  /** Where the curve of {@code polynomial} ends (transformers, optimization.py). */
  private static final double LR_END = 1e-7;

  MainRateTooLow() {
    super(
        "main-rate-too-low",
        Topic.LEARNING,
        Severity.ERROR,
        "Optimizer and scheduler are made with learning_rate even where unet_lr and"
            + " text_encoder_lr replace it, and some refuse one that is too low",
        "learning_rate",
        "optimizer_type",
        "lr_scheduler",
        "lr_scheduler_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    double rate = recipe.number("learning_rate").orElse(1);
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    if (rate == 0 && refusesZero(optimizer)) {
      return tooLow(subject, rate, optimizer.name() + " refuses it, whatever unet_lr is");
    }
    if (optimizer.isScheduleFree()
        || optimizer.isRelativeAdafactor()
        || !recipe.text("lr_scheduler_type").orElse("").isEmpty()) {
      return List.of();
    }
    Map<String, String> args = Literal.keyValues(recipe.list("lr_scheduler_args"));
    return switch (recipe.text("lr_scheduler").orElse("")) {
      case "polynomial" -> {
        double end = Literal.number(args.getOrDefault("lr_end", "1e-7")).orElse(LR_END);
        yield rate > end
            ? List.of()
            : tooLow(subject, rate, "polynomial ends at " + Figures.number(end) + ", not below");
      }
      case "cosine_with_min_lr" -> {
        double end = Literal.number(args.getOrDefault("min_lr", "-1")).orElse(-1.0);
        yield end < 0 || rate > end
            ? List.of()
            : rate == 0
                ? tooLow(subject, rate, "min_lr is divided by it")
                : rising(subject, rate, end);
      }
      default -> List.of();
    };
  }

  private static boolean refusesZero(ChosenOptimizer optimizer) {
    String kind = optimizer.kind();
    boolean adaptive = optimizer.isProdigyOrDadapt() && !kind.equals("dadaptlion");
    return adaptive || kind.equals("lion");
  }

  private List<Finding> tooLow(Subject subject, double rate, String why) {
    return found(
            subject,
            "learning_rate " + Figures.number(rate) + ": " + why + ", and sd-scripts stops",
            "set learning_rate to the rate of the main part; unet_lr and text_encoder_lr still"
                + " replace it")
        .list();
  }

  private List<Finding> rising(Subject subject, double rate, double end) {
    return found(
            subject,
            "min_lr "
                + Figures.number(end)
                + " counts against learning_rate, which is "
                + Figures.number(rate)
                + ": the rate rises over the run",
            "lr_scheduler_min_lr_ratio in place of min_lr, as a share of each rate")
        .about("lr_scheduler_args", "learning_rate")
        .as(Severity.WARNING)
        .list();
  }
}
