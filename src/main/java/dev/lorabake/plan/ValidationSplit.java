package dev.lorabake.plan;

import java.util.ArrayList;
import java.util.List;

/** Divides a subset into training and validation ({@code split_train_val} of train_util.py). */
final class ValidationSplit {
  private ValidationSplit() {}

  /**
   * The part of the subset that the dataset gets. Both parts may share an image, because one size
   * is rounded up and the other to the nearest.
   */
  static List<SourceImage> part(
      DatasetSpec dataset, SubsetImages subset, boolean training, PythonRandom random) {
    if (dataset.kind() == DatasetKind.DREAMBOOTH
        && !training
        && (subset.spec().reg() || !dataset.hasValidation())) {
      return List.of();
    }
    if (!dataset.splits(subset.spec())) {
      return subset.images();
    }
    List<SourceImage> shuffled = new ArrayList<>(subset.images());
    Long seed = dataset.validationSeed();
    (seed == null ? random : new PythonRandom(seed)).shuffle(shuffled);
    int count = shuffled.size();
    double split = dataset.validationSplit();
    if (training) {
      int end = (int) Math.ceil(count * (1 - split));
      // upstream slices [0:end]; below zero that counts from the back
      return shuffled.subList(0, Math.clamp(end < 0 ? count + end : end, 0, count));
    }
    int start = count - (int) Math.rint(count * split);
    return shuffled.subList(Math.clamp(start, 0, count), count);
  }
}
