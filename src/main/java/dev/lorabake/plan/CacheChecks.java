package dev.lorabake.plan;

import dev.lorabake.dataset.CacheFile;
import dev.lorabake.dataset.CacheReader;
import dev.lorabake.dataset.CachedSizes;
import dev.lorabake.dataset.ImageFile;
import dev.lorabake.dataset.ImageFolder;
import dev.lorabake.dataset.ImageInfoFile;
import dev.lorabake.dataset.NpyArray;
import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the encoded images in a folder against the images and what is asked of them. */
final class CacheChecks {
  private static final String BEFORE = ".npz";

  private final Recipe recipe;
  private final CacheFormat format;
  private final boolean latents;
  private final boolean unchecked;

  CacheChecks(Recipe recipe, CacheFormat format) {
    this.recipe = recipe;
    this.format = format;
    this.latents = recipe.flag("cache_latents_to_disk");
    this.unchecked = recipe.flag("skip_cache_check") && format.unchecked();
  }

  /**
   * Checks the folder of one subset.
   *
   * @param sizes from the names of caches, one for each image
   */
  void check(
      ImageFolder folder,
      List<CachedSizes.@Nullable Named> sizes,
      SubsetSpec subset,
      BucketChoice choice,
      FileProblems out) {
    Path images = subset.imageDir();
    if (images == null || subset.metadataFile() != null) {
      return;
    }
    names(folder, sizes, out);
    boolean missing =
        subset.treatment().infoCached() && !folder.others().contains(ImageInfoFile.NAME);
    if (latents) {
      missing |= latents(folder, sizes, images, subset, choice, out);
    }
    missing |= new TextCacheChecks(recipe, format).check(folder, images, subset, out);
    if (missing && !Files.isWritable(images)) {
      out.add(Kind.CACHE_UNWRITABLE, String.valueOf(images.getFileName()));
    }
  }

  private static void names(
      ImageFolder folder, List<CachedSizes.@Nullable Named> sizes, FileProblems out) {
    for (int i = 0; i < sizes.size(); i++) {
      CachedSizes.Named named = sizes.get(i);
      ImageFile image = folder.images().get(i);
      if (named == null) {
        continue;
      }
      if (named.malformed()) {
        out.add(Kind.CACHE_MISNAMED, named.cache());
      } else if (image.readable() && isOther(image, named)) {
        out.add(
            Kind.CACHE_NAMES_OTHER_SIZE,
            image.name(),
            "it has "
                + image.width()
                + "x"
                + image.height()
                + ", and "
                + named.cache()
                + " says otherwise");
      }
    }
  }

  /** Versions of imagesize differ by a pixel for some WebPs, and in which side is the width. */
  private static boolean isOther(ImageFile image, CachedSizes.Named named) {
    boolean same =
        Math.abs(image.width() - named.width()) <= 1
            && Math.abs(image.height() - named.height()) <= 1;
    boolean turned =
        image.traits().turned()
            && image.width() == named.height()
            && image.height() == named.width();
    return !same && !turned;
  }

  private record Job(ImageFile image, Resolution bucket) {}

  /** Answers whether one has to be written. */
  private boolean latents(
      ImageFolder folder,
      List<CachedSizes.@Nullable Named> sizes,
      Path images,
      SubsetSpec subset,
      BucketChoice choice,
      FileProblems out) {
    List<CacheFile.Wanted> wanted = new ArrayList<>();
    List<Job> jobs = new ArrayList<>();
    boolean missing = false;
    for (int i = 0; i < sizes.size(); i++) {
      ImageFile image = folder.images().get(i);
      CachedSizes.Named named = sizes.get(i);
      boolean told = named != null && !named.malformed();
      int width = told && named != null ? named.width() : image.width();
      int height = told && named != null ? named.height() : image.height();
      Resolution bucket = width > 0 && height > 0 ? choice.bucket(width, height) : null;
      if (bucket == null) {
        continue;
      }
      String cache = name(folder.others(), image.stem(), width, height);
      if (folder.others().contains(cache)) {
        wanted.add(new CacheFile.Wanted(images.resolve(cache), images.resolve(image.name())));
        jobs.add(new Job(image, bucket));
      } else {
        missing = true;
      }
    }
    List<CacheFile> found =
        CacheReader.read(wanted, format.perSize() ? Set.of() : Set.of("latents"));
    for (int i = 0; i < found.size(); i++) {
      judge(found.get(i), jobs.get(i), subset, out);
    }
    return missing;
  }

  private String name(Set<String> others, String stem, int width, int height) {
    return !format.perSize() && others.contains(stem + BEFORE)
        ? stem + BEFORE
        : stem + String.format(Locale.ROOT, "_%04dx%04d", width, height) + format.latents();
  }

  private void judge(CacheFile cache, Job job, SubsetSpec subset, FileProblems out) {
    String image = job.image.name();
    String broken = cache.broken();
    if (broken != null) {
      out.add(Kind.CACHE_BROKEN, String.valueOf(cache.file().getFileName()), broken);
      return;
    }
    int width = job.bucket.width() / format.stride();
    int height = job.bucket.height() / format.stride();
    String suffix = format.perSize() ? "_" + height + "x" + width : "";
    String lacking =
        !cache.has("latents" + suffix)
            ? "latents"
            : subset.treatment().flipped() && !cache.has("latents_flipped" + suffix)
                ? "flipped latents"
                : subset.treatment().alphaMask() && !cache.has("alpha_mask" + suffix)
                    ? "alpha mask"
                    : null;
    if (lacking != null) {
      if (unchecked) {
        out.add(Kind.CACHE_INCOMPLETE, image, "no " + lacking + suffix.replace('_', ' '));
      }
      return; // else encoded anew
    }
    if (cache.older()) {
      out.add(Kind.LATENTS_OLDER, image);
    }
    if (subset.maskDir() == null
        && !subset.treatment().alphaMask()
        && cache.has("alpha_mask" + suffix)) {
      out.add(Kind.LATENTS_MASKED, image);
    }
    NpyArray stored = cache.array("latents");
    int rank = stored == null ? 0 : stored.shape().size();
    if (stored != null && rank >= 2) {
      int storedHeight = stored.shape().get(rank - 2);
      int storedWidth = stored.shape().get(rank - 1);
      if (storedHeight != height || storedWidth != width) {
        out.add(
            Kind.LATENTS_OF_OTHER_SIZE,
            image,
            "made for "
                + storedWidth * format.stride()
                + "x"
                + storedHeight * format.stride()
                + ", and the bucket is "
                + job.bucket);
      }
    }
  }
}
