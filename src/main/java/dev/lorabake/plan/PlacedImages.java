package dev.lorabake.plan;

import dev.lorabake.dataset.Caption;
import dev.lorabake.dataset.DatasetScanner;
import dev.lorabake.dataset.ImageFile;
import dev.lorabake.dataset.ImageFolder;
import dev.lorabake.dataset.Scanning;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
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
   * @param problem why it could not be read at all, {@code null} when it could
   */
  public record Folder(
      String path,
      long repeats,
      @Nullable String classTokens,
      boolean reg,
      List<Placed> images,
      int unreadable,
      @Nullable String problem) {}

  /**
   * All images of a recipe.
   *
   * @param folders every subset in the recipe's order
   * @param datasets with their buckets
   * @param problems single files that upstream trips over, or takes otherwise than they are meant
   */
  public record Overview(
      List<Folder> folders, List<PlannedDataset> datasets, List<FileProblem> problems) {}

  /** Looks at each folder once, as the machine's Python environment would. */
  public static Overview of(Recipe recipe, @Nullable PythonEnvironment python, Scanning scanning) {
    Problems problems = new Problems();
    List<DatasetSpec> specs = new BlueprintReader(recipe, problems).read();
    DatasetScanner scanner = new DatasetScanner(Planner.reading(python), scanning);
    DatasetsPlanner planner = new DatasetsPlanner(recipe, scanner, problems);
    List<PlannedDataset> datasets = planner.plan(specs).datasets();
    List<Folder> folders = new ArrayList<>();
    for (DatasetSpec dataset : specs) {
      BucketChoice choice =
          DatasetArithmetic.choice(dataset, recipe.family().bucketStep(), problems);
      for (SubsetSpec subset : dataset.subsets()) {
        folders.add(folder(planner.folder(subset), subset, choice));
      }
    }
    return new Overview(List.copyOf(folders), datasets, List.copyOf(problems.files()));
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
        unreadable,
        folder.problem());
  }
}
