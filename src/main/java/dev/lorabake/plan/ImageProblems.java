package dev.lorabake.plan;

import dev.lorabake.dataset.Caption;
import dev.lorabake.dataset.ImageFile;
import dev.lorabake.dataset.ImageFolder;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is wrong with the folder of a subset and the sizes of its images. */
final class ImageProblems {
  /** As many as upstream names itself. */
  private static final int NAMED = 5;

  private ImageProblems() {}

  static void report(
      ImageFolder folder,
      SubsetSpec subset,
      DatasetSpec dataset,
      Recipe recipe,
      Problems problems) {
    String reason = folder.problem();
    if (reason != null) {
      if (subset.metadataFile() != null) {
        problems.addFatal(Kind.FOLDER_MISSING, folder.path(), reason, subset.at());
      } else {
        problems.add(Kind.FOLDER_MISSING, folder.path(), reason, subset.at());
      }
      return;
    }
    if (folder.images().isEmpty()) {
      problems.add(Kind.FOLDER_EMPTY, folder.path(), "it holds no image", subset.at());
      return;
    }
    boolean resized = dataset.buckets() != null || subset.freeSize();
    boolean latentsCached = recipe.flag("cache_latents");
    if (!resized) {
      sizes(folder, subset, dataset, latentsCached, problems);
    }
  }

  static long captionsMissing(ImageFolder folder) {
    return count(folder, image -> image.caption().state() == Caption.State.MISSING);
  }

  static void thin(List<SourceImage> images, DatasetSpec dataset, Problems problems) {
    List<String> details = new ArrayList<>();
    for (SourceImage image : images) {
      details.add(image.width() + "x" + image.height() + " is too thin for a bucket");
    }
    each(
        Kind.IMAGE_UNBUCKETABLE,
        images.stream().map(SourceImage::key).toList(),
        details,
        dataset.at(),
        problems);
  }

  private static void each(
      Kind kind, List<String> names, List<String> details, @Nullable Place at, Problems problems) {
    for (int i = 0; i < Math.min(NAMED, names.size()); i++) {
      boolean last = i == NAMED - 1 && names.size() > NAMED;
      String more = last ? "; and " + (names.size() - NAMED) + " more like it" : "";
      problems.add(kind, names.get(i), details.get(i) + more, at);
    }
  }

  private static void sizes(
      ImageFolder folder,
      SubsetSpec subset,
      DatasetSpec dataset,
      boolean latentsCached,
      Problems problems) {
    Resolution wanted = dataset.resolution();
    Predicate<ImageFile> other =
        image ->
            image.readable()
                && (latentsCached
                    ? isCropped(image, wanted)
                    : image.width() != wanted.width() || image.height() != wanted.height());
    long differing = count(folder, other);
    if (differing > 0) {
      String effect = latentsCached ? "will be resized and cropped" : "will stop sd-scripts";
      add(
          Kind.IMAGE_SIZE_DIFFERS,
          folder,
          differing,
          "are not " + wanted + " and " + effect,
          subset,
          problems);
    }
  }

  /** An image of the same aspect ratio, but for a pixel or two, is only resized. */
  private static boolean isCropped(ImageFile image, Resolution wanted) {
    return Math.abs((double) image.width() / image.height() / wanted.ratio() - 1) > 0.01;
  }

  private static void add(
      Kind kind,
      ImageFolder folder,
      long affected,
      String what,
      SubsetSpec subset,
      Problems problems) {
    String detail = affected + " of " + folder.images().size() + " images " + what;
    problems.add(kind, folder.path(), detail, subset.at());
  }

  private static long count(ImageFolder folder, Predicate<ImageFile> predicate) {
    long count = 0;
    for (ImageFile image : folder.images()) {
      if (predicate.test(image)) {
        count++;
      }
    }
    return count;
  }
}
