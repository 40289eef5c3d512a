package dev.lorabake.plan;

import dev.lorabake.dataset.Caption;
import dev.lorabake.dataset.ImageFile;
import dev.lorabake.dataset.ImageFolder;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is wrong with the images of a subset and their captions, in few words for many files. */
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
    unreadable(folder, subset, problems);
    captions(folder, subset, problems);
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

  private static void unreadable(ImageFolder folder, SubsetSpec subset, Problems problems) {
    List<String> names = new ArrayList<>();
    List<String> details = new ArrayList<>();
    for (ImageFile image : folder.images()) {
      String why = image.unreadable();
      if (why != null) {
        names.add(image.path());
        details.add(why);
      }
    }
    each(Kind.IMAGE_UNREADABLE, names, details, subset.at(), problems);
  }

  private static void each(
      Kind kind, List<String> names, List<String> details, @Nullable Place at, Problems problems) {
    for (int i = 0; i < Math.min(NAMED, names.size()); i++) {
      boolean last = i == NAMED - 1 && names.size() > NAMED;
      String more = last ? "; and " + (names.size() - NAMED) + " more like it" : "";
      problems.add(kind, names.get(i), details.get(i) + more, at);
    }
  }

  private static void captions(ImageFolder folder, SubsetSpec subset, Problems problems) {
    String extension = subset.captions().extension();
    String tokens = subset.classTokens();
    long missing = captionsMissing(folder);
    if (missing > 0 && (tokens == null || tokens.isEmpty())) {
      add(
          Kind.CAPTION_MISSING,
          folder,
          missing,
          "have no " + extension + " file",
          subset,
          problems);
    }
    for (Map.Entry<Caption.State, Kind> each : CAPTION_KINDS.entrySet()) {
      long affected = count(folder, image -> image.caption().state() == each.getKey());
      if (affected > 0) {
        add(each.getValue(), folder, affected, what(each.getValue()), subset, problems);
      }
    }
  }

  private static final Map<Caption.State, Kind> CAPTION_KINDS =
      new TreeMap<>(
          Map.of(
              Caption.State.BLANK, Kind.CAPTION_BLANK,
              Caption.State.EMPTY_FILE, Kind.CAPTION_EMPTY,
              Caption.State.NOT_UTF8, Kind.CAPTION_UNREADABLE));

  private static String what(Kind kind) {
    return kind == Kind.CAPTION_BLANK
        ? "have a caption whose first line is blank"
        : kind == Kind.CAPTION_EMPTY
            ? "have an empty caption file"
            : "have a caption file that is not UTF-8";
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
      String effect = latentsCached ? "will be resized and cropped" : "will stop upstream";
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
