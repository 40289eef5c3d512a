package dev.lorabake.train;

import dev.lorabake.plan.Plan;
import dev.lorabake.plan.Rounds;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.train.PaceHistory.Measured;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a training's time is made of, in seconds, each as far as like runs showed it; {@code null}
 * for unknown, 0 for what does not happen. Part of the published shape of {@code plan --json}.
 *
 * @param startSeconds from the trainer's start to its first step, caching among it
 * @param totalSeconds the known parts together; {@code null} where not even the steps are known
 * @param cost of {@code totalSeconds} at {@code pricePerHour}
 */
public record TimeParts(
    @Nullable Double startSeconds,
    @Nullable Double stepsSeconds,
    @Nullable Double savesSeconds,
    @Nullable Double samplesSeconds,
    @Nullable Double validationSeconds,
    @Nullable Double totalSeconds,
    @Nullable Double cost,
    @Nullable Double pricePerHour) {

  static TimeParts unknown(@Nullable Double pricePerHour) {
    return new TimeParts(null, null, null, null, null, null, null, pricePerHour);
  }

  /**
   * The parts of a training.
   *
   * @param plan with the time of its steps
   * @param runs like ones, the latest first: the first that shows a part tells it
   */
  static TimeParts of(
      Recipe recipe, Plan plan, List<Measured> runs, @Nullable Double pricePerHour) {
    PartKinds kinds = PartKinds.of(recipe, plan);
    Double start = first(runs.stream().map(run -> start(recipe, kinds, run)));
    Double saves = part(Part.SAVES, plan.checkpoints().size(), kinds, runs);
    Rounds rounds = plan.course().rounds();
    Double samples = part(Part.SAMPLES, rounds.samples(), kinds, runs);
    Double validation = part(Part.VALIDATION, rounds.validations(), kinds, runs);
    Double steps = plan.seconds();
    Double total =
        steps == null
            ? null
            : (Double)
                Stream.of(start, steps, saves, samples, validation)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .sum();
    Double cost =
        total == null || pricePerHour == null ? null : (Double) (total / 3600 * pricePerHour);
    return new TimeParts(start, steps, saves, samples, validation, total, cost, pricePerHour);
  }

  private static @Nullable Double part(
      Part part, long rounds, PartKinds kinds, List<Measured> runs) {
    if (rounds == 0) {
      return 0.0;
    }
    Double round =
        first(
            runs.stream()
                .filter(run -> run.kinds() != null && kinds.isLike(run.kinds(), part))
                .map(run -> run.spent().round(part)));
    return round == null ? null : (Double) (round * rounds);
  }

  /**
   * Caching takes as long as there are images, and no time where that run left them on the disk. Of
   * other images nobody knows whether they had been cached before.
   */
  private static @Nullable Double start(Recipe recipe, PartKinds kinds, Measured run) {
    PartKinds then = run.kinds();
    Double start = run.spent().start();
    if (then == null || start == null || !kinds.start().equals(then.start())) {
      return null;
    }
    boolean sameData = kinds.data().equals(then.data()) && kinds.files() == then.files();
    boolean onDisk =
        isOnDisk(recipe, "cache_latents") && isOnDisk(recipe, "cache_text_encoder_outputs");
    if (onDisk) {
      return sameData || run.spent().caching() == 0 ? start : null;
    }
    double share = then.files() == 0 ? 1 : (double) kinds.files() / then.files();
    return start + run.spent().caching() * (sameData ? 1 : share);
  }

  /** Whether nothing of that cache would have to be made again. */
  private static boolean isOnDisk(Recipe recipe, String cache) {
    return recipe.flag(cache + "_to_disk") || !recipe.flag(cache);
  }

  private static @Nullable Double first(Stream<@Nullable Double> values) {
    return values.filter(Objects::nonNull).findFirst().orElse(null);
  }
}
