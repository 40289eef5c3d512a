package dev.lorabake.preflight.rules.model;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A picture that is larger than the model can number. */
final class BeyondPositionTable extends PatternRule {

  /** Patches in a row of Stable Diffusion 3 Medium and 3.5 Large. */
  private static final int SMALL_TABLE = 192;

  /** Patches in a row of 3.5 Medium. */
  private static final int LARGE_TABLE = 384;

  private static final int PIXELS = 16;

  BeyondPositionTable() {
    super(
        "beyond-position-table",
        Topic.MODEL,
        Severity.ERROR,
        "Stable Diffusion 3 numbers a limited grid of patches, and sd-scripts fails at"
            + " a larger picture",
        "resolution",
        "enable_scaled_pos_embed");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    if (!recipe.family().id().equals("sd3") || recipe.flag("enable_scaled_pos_embed")) {
      return List.of();
    }
    int longest =
        subject.plan().datasets().stream()
            .flatMap(dataset -> dataset.buckets().stream())
            .mapToInt(bucket -> Math.max(bucket.width(), bucket.height()))
            .max()
            .orElse(0);
    if (longest <= SMALL_TABLE * PIXELS) {
      return List.of();
    }
    boolean any = longest > LARGE_TABLE * PIXELS;
    return found(
            subject,
            "a bucket has a side of "
                + longest
                + ", and Stable Diffusion 3 numbers "
                + (any
                    ? LARGE_TABLE * PIXELS + " pixels at most"
                    : SMALL_TABLE * PIXELS + " pixels, unless it is 3.5 Medium"),
            "max_bucket_reso = " + SMALL_TABLE * PIXELS + ", or a smaller resolution")
        .as(any ? Severity.ERROR : Severity.WARNING)
        .list();
  }
}
