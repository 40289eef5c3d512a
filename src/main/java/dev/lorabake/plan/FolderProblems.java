package dev.lorabake.plan;

import dev.lorabake.dataset.StrayImages;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with how a dataset's images lie, are divided, and compare with its buckets. */
final class FolderProblems {
  /** An image enlarged less than this on a side hardly shows it. */
  static final double MUCH = 1.5;

  private FolderProblems() {}

  /** Images in the folders within a subset's folder, which nobody opens. */
  static void below(Path folder, Recipe recipe, @Nullable Place at, Problems problems) {
    StrayImages.foldersBelow(folder).stream()
        .filter(below -> !isNamed(below, recipe))
        .findFirst()
        .ifPresent(below ->
            problems.add(
                Kind.IMAGES_OUT_OF_REACH,
                below.toString(),
                "its images lie below image_dir and are not used",
                at));
  }

  /** Whether a subset has the folder, for its images or its masks. */
  private static boolean isNamed(Path folder, Recipe recipe) {
    return recipe.datasets().datasets().stream()
        .flatMap(dataset -> dataset.subsets().stream())
        .flatMap(subset ->
            Stream.of("image_dir", "conditioning_data_dir")
                .flatMap(key -> subset.settings().text(key).stream()))
        .anyMatch(text -> recipe.resolve(text).equals(folder));
  }

  /** Images right in {@code train_data_dir}, which is only searched for folders. */
  static void above(Path parent, @Nullable Place at, Problems problems) {
    int images = StrayImages.count(parent);
    if (images > 0) {
      String what = images == 1 ? "an image lies" : images + " images lie";
      problems.add(
          Kind.IMAGES_OUT_OF_REACH,
          parent.toString(),
          what + " beside the folders of repeats and not in one",
          at);
    }
  }

  /** Images that are in both parts of a split ({@code split_train_val} of train_util.py). */
  static void overlap(DatasetSpec dataset, SubsetImages subset, Problems problems) {
    int count = subset.images().size();
    double split = dataset.validationSplit();
    if (count == 0 || !dataset.hasValidation() || !dataset.splits(subset.spec())) {
      return;
    }
    long training = (long) Math.ceil(count * (1 - split));
    long validation = (long) Math.rint(count * split);
    if (training + validation > count && validation > 0) {
      problems.add(
          Kind.VALIDATION_OVERLAPS,
          subset.spec().identity(),
          training
              + " of "
              + count
              + " images train and "
              + validation
              + " validate, so that one is in both parts",
          subset.spec().at());
    }
  }

  /** Images that their bucket enlarges. */
  static void enlarged(
      Registration registration, BucketChoice choice, DatasetSpec dataset, Problems problems) {
    double most = 1;
    String worst = "";
    int enlarged = 0;
    for (Registration.Registered registered : registration.images()) {
      SourceImage image = registered.image();
      Resolution bucket = choice.bucket(image.width(), image.height());
      if (bucket == null || image.width() == 0 || image.height() == 0) {
        continue;
      }
      double factor =
          Math.max(
              (double) bucket.width() / image.width(), (double) bucket.height() / image.height());
      enlarged += factor >= MUCH ? 1 : 0;
      if (factor > most) {
        most = factor;
        worst = image.key();
      }
    }
    if (enlarged > 0) {
      problems.add(
          Kind.IMAGE_ENLARGED,
          dataset.resolution().toString(),
          enlarged
              + " of "
              + registration.images().size()
              + " images are enlarged, most of all by "
              + Math.round(most * 10) / 10.0
              + ": "
              + worst,
          dataset.at());
    }
  }
}
