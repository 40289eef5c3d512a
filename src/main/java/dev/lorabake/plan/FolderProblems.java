package dev.lorabake.plan;

import dev.lorabake.dataset.ImageFile;
import dev.lorabake.dataset.ImageFolder;
import dev.lorabake.dataset.MetadataCaches;
import dev.lorabake.dataset.StrayImages;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with how a dataset's images lie, are divided, and compare with its buckets. */
final class FolderProblems {
  /** An image enlarged less than this on a side hardly shows it. */
  static final double MUCH = 1.5;

  /** How the names of cached latents end (library/strategy_*.py). */
  private static final Map<String, String> CACHES =
      Map.of(
          "sd15", "_sd.npz",
          "sd2", "_sd.npz",
          "sdxl", "_sdxl.npz",
          "sd3", "_sd3.npz",
          "flux", "_flux.npz",
          "chroma", "_flux.npz",
          "lumina", "_lumina.npz",
          "anima", "_anima.npz",
          "hunyuan-image", "_hi.npz");

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

  /** Names that two metadata files of a dataset share ({@code register_image}). */
  static void namedTwice(DatasetSpec dataset, List<SubsetImages> subsets, Problems problems) {
    if (dataset.kind() != DatasetKind.METADATA) {
      return;
    }
    Map<String, String> files = new HashMap<>();
    for (SubsetImages subset : subsets) {
      String file = subset.spec().identity();
      long displaced = 0;
      String example = "";
      for (SourceImage image : subset.images()) {
        String first = files.putIfAbsent(image.key(), file);
        if (first != null && !first.equals(file)) {
          displaced++;
          example = image.key();
        }
      }
      if (displaced > 0) {
        problems.add(
            Kind.IMAGE_NAMED_TWICE,
            file,
            displaced + " of its images displace others of the same name, such as " + example,
            subset.spec().at());
      }
    }
  }

  /**
   * Caches that {@code FineTuningDataset} takes for the image: of an absolute name without a size
   * it looks for the first cache that begins with it. Only where SD's and SDXL's caches are used
   * from the disk are they found again by that name.
   */
  static void takenFromCache(SubsetSpec subset, Recipe recipe, Problems problems) {
    Path file = subset.metadataFile();
    String suffix = CACHES.get(recipe.family().id());
    boolean again = suffix != null && suffix.startsWith("_sd") && !suffix.startsWith("_sd3");
    if (file == null || suffix == null || (again && recipe.flag("cache_latents_to_disk"))) {
      return;
    }
    MetadataCaches caches = MetadataCaches.of(file, suffix);
    if (caches.images() > 0) {
      problems.add(
          Kind.IMAGE_TAKEN_FROM_CACHE,
          file.toString(),
          caches.images() + " images have no image_size and a cache, such as " + caches.example(),
          subset.at());
    }
  }

  /**
   * Images whose size a metadata file tells and which are not there: they are only opened when
   * latents are made, which those on the disk may spare.
   */
  static void absent(ImageFolder folder, SubsetSpec subset, Recipe recipe, Problems problems) {
    Path parent = subset.imageDir();
    if (subset.metadataFile() == null || recipe.flag("cache_latents_to_disk")) {
      return;
    }
    FileProblems absent = new FileProblems(folder.path(), folder.images().size(), subset.at());
    for (ImageFile image : folder.images()) {
      Path file = parent == null ? Path.of(image.path()) : parent.resolve(image.path());
      if (image.readable() && !file.toFile().exists()) {
        absent.add(FileProblem.Kind.IMAGE_UNREADABLE, image.path(), "there is no such file");
      }
    }
    absent.into(problems.files());
  }

  /** Images that are too small to be cropped, where no bucket enlarges them. */
  static void tooSmall(
      ImageFolder folder,
      SubsetSpec subset,
      DatasetSpec dataset,
      Recipe recipe,
      Problems problems) {
    boolean cached = recipe.flag("cache_latents") || recipe.flag("cache_latents_to_disk");
    if (dataset.buckets() != null || !subset.freeSize() || cached) {
      return;
    }
    Resolution wanted = dataset.resolution();
    long small =
        folder.images().stream()
            .filter(image ->
                image.readable()
                    && (image.width() < wanted.width() || image.height() < wanted.height()))
            .count();
    if (small > 0) {
      problems.add(
          Kind.IMAGE_SIZE_DIFFERS,
          folder.path(),
          small + " of " + folder.images().size() + " images are smaller than " + wanted,
          subset.at());
    }
  }

  /**
   * Images that are in both parts of a split ({@code split_train_val} of train_util.py); without a
   * seed of their own the parts are drawn apart from each other anyway.
   */
  static void overlap(DatasetSpec dataset, SubsetImages subset, Problems problems) {
    int count = subset.images().size();
    double split = dataset.validationSplit();
    if (count == 0
        || dataset.validationSeed() == null
        || !dataset.hasValidation()
        || !dataset.splits(subset.spec())) {
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
