package dev.lorabake.preflight.rules.steps;

import dev.lorabake.plan.Plan;

/** How often an image is trained on. */
final class Views {
  private Views() {}

  /** Training images in the folders, without regularisation images. */
  static long images(Plan plan) {
    return plan.datasets().stream()
        .mapToLong(dataset -> dataset.sourceImages() - dataset.regImages())
        .sum();
  }

  /** Uses of each training image over the whole run, 0 where nothing is known. */
  static double perImage(Plan plan) {
    long images = images(plan);
    if (images <= 0 || plan.updatesPerEpoch() <= 0) {
      return 0;
    }
    double epochs = plan.totalSteps() / (double) plan.updatesPerEpoch();
    return plan.images().train() * epochs / images;
  }
}
