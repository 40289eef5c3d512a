package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlannedBucket;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images whose latents the model cannot halve or cut into patches. */
final class IndivisibleResolution extends PatternRule {
  /** Pixels that become one side of a latent; a rest is cut off. */
  private static final int PIXELS = 8;

  /**
   * What the sides of latents must be multiples of: SDXL halves them twice and joins both ends
   * (library/sdxl_original_unet.py), the others cut patches of 2. SD 1.x and 2.x take any.
   */
  private static final Map<String, Integer> DIVISORS =
      Map.of("sdxl", 4, "sd3", 2, "flux", 2, "chroma", 2, "lumina", 2, "anima", 2);

  IndivisibleResolution() {
    super(
        "indivisible-resolution",
        Topic.DATASET,
        Severity.ERROR,
        "Images are trained at a size that the model cannot divide, and the first step fails",
        "resolution",
        "enable_bucket");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    int divisor = DIVISORS.getOrDefault(subject.recipe().family().id(), 1);
    int index = 0;
    for (PlannedDataset dataset : subject.plan().datasets()) {
      for (PlannedBucket bucket : dataset.buckets()) {
        boolean fits =
            bucket.width() / PIXELS % divisor == 0 && bucket.height() / PIXELS % divisor == 0;
        if (!fits) {
          findings.add(finding(subject, dataset, index, bucket, PIXELS * divisor));
          break;
        }
      }
      index++;
    }
    return findings;
  }

  private Finding finding(
      Subject subject, PlannedDataset dataset, int index, PlannedBucket bucket, int multiple) {
    String size = bucket.width() + "x" + bucket.height();
    String help =
        dataset.bucketed()
            ? "bucket_reso_steps = 64"
            : "enable_bucket = true, or a resolution that is a multiple of " + multiple;
    return found(
            subject,
            "datasets["
                + index
                + "] trains at "
                + size
                + ", and "
                + subject.recipe().family().title()
                + " needs sides that are multiples of "
                + multiple,
            help)
        .finding();
  }
}
