package dev.lorabake.train;

import dev.lorabake.dataset.Caption;
import dev.lorabake.dataset.NearDuplicates;
import dev.lorabake.plan.PlacedImages;
import dev.lorabake.plan.PlacedImages.Folder;
import dev.lorabake.plan.PlacedImages.Placed;
import dev.lorabake.plan.PlannedBucket;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.FileNotes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset consists of: the published shape of {@code dataset --json}.
 *
 * @param problems single files that sd-scripts trips over, or takes otherwise than they are meant
 * @param duplicates groups of pictures that a person would call the same, {@code null} where nobody
 *     looked
 * @param undecoded pictures that could not be looked at for that
 */
public record DatasetReport(
    List<FolderFacts> folders,
    List<PlannedDataset> datasets,
    List<PlannedBucket> thinBuckets,
    Resizing enlarged,
    Resizing cropped,
    Captions captions,
    List<FileNotes.Note> problems,
    @Nullable List<List<String>> duplicates,
    int undecoded) {

  /** Less than this is the rounding of bucket sides. */
  private static final double ENLARGED = 1.05;

  private static final double CROPPED = 0.05;
  private static final int MOST_NAMED = 10;
  private static final int MOST_TAGS = 25;

  /** Captions of more words than this between their commas are sentences, not tags. */
  private static final double WORDS_OF_A_TAG = 5;

  /**
   * One folder or metadata file.
   *
   * @param problem why it could not be read at all, {@code null} when it could
   */
  public record FolderFacts(
      String path,
      int images,
      int unreadable,
      long repeats,
      boolean reg,
      @Nullable String problem) {}

  /**
   * Images that are enlarged, or cropped.
   *
   * @param most those of which most is made or lost, with the factor or the share
   */
  public record Resizing(int images, List<Worst> most) {}

  /** An image with its factor of enlargement, or the share that is cut away. */
  public record Worst(String path, int width, int height, String bucket, double by) {}

  /**
   * What the captions say.
   *
   * @param tags the most frequent ones; empty where captions are sentences
   * @param trigger the word that was asked for, {@code null} for none
   * @param withTrigger captions that have it
   */
  public record Captions(
      int found,
      int missing,
      int empty,
      boolean sentences,
      List<Tag> tags,
      @Nullable String trigger,
      int withTrigger) {}

  /** A tag with the number of captions that have it. */
  public record Tag(String tag, int images) {}

  static DatasetReport of(
      PlacedImages.Overview overview,
      @Nullable String trigger,
      NearDuplicates.@Nullable Found duplicates) {
    List<Folder> folders = overview.folders();
    List<PlannedDataset> datasets = overview.datasets();
    List<Placed> images =
        folders.stream()
            .flatMap(folder -> folder.images().stream())
            .filter(Placed::isPlaced)
            .toList();
    List<Placed> trained =
        folders.stream()
            .filter(folder -> !folder.reg())
            .flatMap(folder -> folder.images().stream())
            .toList();
    return new DatasetReport(
        folders.stream().map(DatasetReport::facts).toList(),
        datasets,
        thin(datasets),
        resizing(images, Placed::scale, ENLARGED),
        resizing(images, Placed::cropped, CROPPED),
        captions(trained, trigger),
        FileNotes.of(overview.problems()),
        duplicates == null ? null : duplicates.groups(),
        duplicates == null ? 0 : duplicates.skipped());
  }

  private static FolderFacts facts(Folder folder) {
    return new FolderFacts(
        folder.path(),
        folder.images().size(),
        folder.unreadable(),
        folder.repeats(),
        folder.reg(),
        folder.problem());
  }

  /** Buckets that do not fill a batch: their images are trained in smaller ones. */
  private static List<PlannedBucket> thin(List<PlannedDataset> datasets) {
    return datasets.stream()
        .flatMap(dataset ->
            dataset.buckets().stream().filter(bucket -> bucket.count() < dataset.batchSize()))
        .toList();
  }

  private static Resizing resizing(
      List<Placed> images, ToDoubleFunction<Placed> by, double atLeast) {
    List<Placed> affected =
        images.stream()
            .filter(image -> by.applyAsDouble(image) > atLeast)
            .sorted(Comparator.comparingDouble(by).reversed().thenComparing(Placed::path))
            .toList();
    List<Worst> most =
        affected.stream()
            .limit(MOST_NAMED)
            .map(image ->
                new Worst(
                    image.path(),
                    image.width(),
                    image.height(),
                    image.bucketWidth() + "x" + image.bucketHeight(),
                    Math.round(by.applyAsDouble(image) * 1000) / 1000.0))
            .toList();
    return new Resizing(affected.size(), most);
  }

  private static Captions captions(List<Placed> images, @Nullable String trigger) {
    Map<Caption.State, Integer> states = new HashMap<>();
    Map<String, Integer> tags = new HashMap<>();
    long words = 0;
    long parts = 0;
    int withTrigger = 0;
    String wanted = trigger == null ? null : trigger.strip().toLowerCase(Locale.ROOT);
    for (Placed image : images) {
      states.merge(image.caption().state(), 1, Integer::sum);
      String text = image.caption().text();
      for (String tag : new HashSet<>(tags(text))) {
        tags.merge(tag, 1, Integer::sum);
        words += tag.split("\\s+", -1).length;
        parts++;
      }
      if (wanted != null && text.toLowerCase(Locale.ROOT).contains(wanted)) {
        withTrigger++;
      }
    }
    boolean sentences = parts > 0 && (double) words / parts > WORDS_OF_A_TAG;
    int empty =
        states.getOrDefault(Caption.State.BLANK, 0)
            + states.getOrDefault(Caption.State.EMPTY_FILE, 0)
            + states.getOrDefault(Caption.State.NOT_UTF8, 0);
    return new Captions(
        states.getOrDefault(Caption.State.FOUND, 0),
        states.getOrDefault(Caption.State.MISSING, 0),
        empty,
        sentences,
        sentences ? List.of() : mostFrequent(tags),
        trigger,
        withTrigger);
  }

  private static List<String> tags(String caption) {
    List<String> tags = new ArrayList<>();
    for (String part : caption.split("[,\n]", -1)) {
      if (!part.isBlank()) {
        tags.add(part.strip());
      }
    }
    return tags;
  }

  private static List<Tag> mostFrequent(Map<String, Integer> tags) {
    return tags.entrySet().stream()
        .map(entry -> new Tag(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt(Tag::images).reversed().thenComparing(Tag::tag))
        .limit(MOST_TAGS)
        .toList();
  }
}
