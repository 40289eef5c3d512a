package dev.lorabake.plan;

import dev.lorabake.dataset.Caption;
import dev.lorabake.dataset.CaptionRule;
import dev.lorabake.dataset.DatasetScanner;
import dev.lorabake.dataset.ImageFile;
import dev.lorabake.dataset.ImageFolder;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which bucket each image of a recipe goes into, and what is done to it for that. */
public final class PlacedImages {
  private PlacedImages() {}

  /**
   * An image and its bucket.
   *
   * @param bucketWidth 0 like the height where no bucket takes it
   */
  public record Placed(
      String path, int width, int height, int bucketWidth, int bucketHeight, Caption caption) {

    /** What it is resized by to fill its bucket: above 1 it is enlarged. */
    public double scale() {
      return Math.max((double) bucketWidth / width, (double) bucketHeight / height);
    }

    /** The share of the resized image that is cut away, from 0 to 1. */
    public double cropped() {
      double scale = scale();
      double area = width * scale * height * scale;
      return area == 0 ? 0 : Math.max(0, 1 - (double) bucketWidth * bucketHeight / area);
    }

    public boolean isPlaced() {
      return bucketWidth > 0 && bucketHeight > 0;
    }
  }

  /**
   * A subset.
   *
   * @param path the folder, or the metadata file
   * @param classTokens the caption of images without one, {@code null} for none
   * @param reg whether these are regularisation images
   * @param unreadable images whose size is unknown
   */
  public record Folder(
      String path,
      long repeats,
      @Nullable String classTokens,
      boolean reg,
      List<Placed> images,
      int unreadable) {}

  /** Every subset in the recipe's order. */
  public static List<Folder> of(Recipe recipe, DatasetScanner scanner) {
    Problems unheard = new Problems(); // the plan of the same recipe reports them
    Map<List<Object>, ImageFolder> scanned = new HashMap<>();
    List<Folder> folders = new ArrayList<>();
    for (DatasetSpec dataset : new BlueprintReader(recipe, unheard).read()) {
      BucketChoice choice =
          DatasetArithmetic.choice(dataset, recipe.family().bucketStep(), unheard);
      for (SubsetSpec subset : dataset.subsets()) {
        List<Object> key = List.of(subset.identity(), subset.captions());
        ImageFolder images = scanned.computeIfAbsent(key, _ -> scan(scanner, subset));
        folders.add(folder(images, subset, choice));
      }
    }
    return List.copyOf(folders);
  }

  private static ImageFolder scan(DatasetScanner scanner, SubsetSpec subset) {
    Path metadata = subset.metadataFile();
    Path images = subset.imageDir();
    CaptionRule rule = subset.captions();
    return metadata != null
        ? scanner.scanMetadata(metadata, images)
        : scanner.scan(images == null ? Path.of("") : images, rule);
  }

  private static Folder folder(
      ImageFolder folder, SubsetSpec subset, @Nullable BucketChoice choice) {
    List<Placed> placed = new ArrayList<>();
    int unreadable = 0;
    for (ImageFile image : folder.images()) {
      if (!image.readable()) {
        unreadable++;
        continue;
      }
      Resolution bucket = choice == null ? null : choice.bucket(image.width(), image.height());
      placed.add(
          new Placed(
              image.path(),
              image.width(),
              image.height(),
              bucket == null ? 0 : bucket.width(),
              bucket == null ? 0 : bucket.height(),
              image.caption()));
    }
    return new Folder(
        folder.path(),
        subset.repeats(),
        subset.classTokens(),
        subset.reg(),
        List.copyOf(placed),
        unreadable);
  }
}
