package dev.lorabake.preflight.rules.steps;

import dev.lorabake.catalog.Family;
import dev.lorabake.plan.Plan;
import java.util.Optional;

/**
 * How often each image is trained on, and what is usual: {@code image} times for a training image's
 * own file.
 *
 * @param perImage times that each image is seen in the whole run
 * @param samples training images seen in the whole run
 */
record Exposure(double perImage, double samples) {

  /**
   * What a family's recipes stay within.
   *
   * @param least below it an image is hardly learnt
   * @param most above it images are copied
   * @param fewSamples a run of so many samples is no short one, however often each is seen
   */
  record Usual(double least, double most, double fewSamples) {}

  /** SD1.5 and SDXL characters take 1500 to 3000 steps for 20 to 40 images: 50 to 100 times. */
  private static final Usual DIFFUSION = new Usual(30, 400, 1000);

  /** Models trained by flow matching take to a subject in about half of that. */
  private static final Usual FLOW = new Usual(20, 300, 600);

  /** The run's exposure; nothing while no image or step is planned. */
  static Optional<Exposure> of(Plan plan) {
    long files =
        plan.datasets().stream()
            .mapToLong(dataset -> dataset.sourceImages() - dataset.regImages())
            .sum();
    if (files == 0 || plan.updatesPerEpoch() == 0 || plan.totalSteps() == 0) {
      return Optional.empty();
    }
    double epochs = (double) plan.totalSteps() / plan.updatesPerEpoch();
    double samples = epochs * plan.images().train();
    return Optional.of(new Exposure(samples / files, samples));
  }

  static Usual usual(Family family) {
    return family.flow() ? FLOW : DIFFUSION;
  }
}
