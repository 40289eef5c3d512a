package dev.lorabake.plan;

import dev.lorabake.dataset.CachedSizes;
import dev.lorabake.dataset.CaptionRule;
import dev.lorabake.dataset.DatasetScanner;
import dev.lorabake.dataset.ImageFile;
import dev.lorabake.dataset.ImageFolder;
import dev.lorabake.dataset.ImageInfoFile;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the datasets' images and divides them over batches, in upstream's order of doing so. */
final class DatasetsPlanner {
  private final Recipe recipe;
  private final DatasetScanner scanner;
  private final Problems problems;
  private final InfoCaches infos = new InfoCaches();
  private final Map<List<Object>, ImageFolder> scanned = new HashMap<>();

  DatasetsPlanner(Recipe recipe, DatasetScanner scanner, Problems problems) {
    this.recipe = recipe;
    this.scanner = scanner;
    this.problems = problems;
  }

  private record Source(DatasetSpec spec, List<SubsetImages> subsets, PlannedSources counts) {}

  /** What lies in a dataset's folders. */
  private record PlannedSources(long images, long reg, long captionsMissing) {}

  DatasetsPlan plan(List<DatasetSpec> specs) {
    PythonRandom random = random(specs);
    List<Source> sources = new ArrayList<>();
    List<Registration> registrations = new ArrayList<>();
    for (DatasetSpec spec : specs) {
      Source source = read(spec);
      sources.add(source);
      registrations.add(Registration.of(spec, source.subsets, true, random, infos));
    }
    long validationImages = 0;
    long validationBatches = 0;
    for (Source source : sources) {
      if (source.spec.hasValidation()) {
        Registration validation =
            Registration.of(source.spec, source.subsets, false, random, infos);
        validationImages += validation.train();
        validationBatches += batches(source.spec, validation);
      }
    }
    List<PlannedDataset> datasets = new ArrayList<>();
    long train = 0;
    long reg = 0;
    long batches = 0;
    for (int i = 0; i < sources.size(); i++) {
      Registration registration = registrations.get(i);
      PlannedDataset dataset = dataset(sources.get(i), registration);
      datasets.add(dataset);
      train += registration.train();
      reg += registration.reg();
      batches += dataset.batches();
    }
    return new DatasetsPlan(
        new ImageCounts(train, reg, validationImages),
        List.copyOf(datasets),
        batches,
        validationBatches,
        files());
  }

  private PlannedDataset dataset(Source source, Registration registration) {
    DatasetSpec spec = source.spec;
    BucketChoice choice = choice(spec, problems);
    List<SourceImage> thin = new ArrayList<>();
    DatasetArithmetic.Batched batched =
        choice == null
            ? DatasetArithmetic.Batched.NONE
            : DatasetArithmetic.batch(registration, choice, spec.batchSize(), thin);
    ImageProblems.thin(thin, spec, problems);
    if (choice != null) {
      FolderProblems.enlarged(registration, choice, spec, problems);
    }
    return new PlannedDataset(
        spec.batchSize(),
        spec.buckets() != null,
        spec.resolution().width(),
        spec.resolution().height(),
        batched.buckets(),
        batched.batches(),
        source.counts.images,
        source.counts.reg,
        source.counts.captionsMissing);
  }

  private long batches(DatasetSpec spec, Registration registration) {
    BucketChoice choice = choice(spec, new Problems()); // already reported for training
    return choice == null
        ? 0
        : DatasetArithmetic.batch(registration, choice, spec.batchSize(), new ArrayList<>())
            .batches();
  }

  private @Nullable BucketChoice choice(DatasetSpec spec, Problems into) {
    return DatasetArithmetic.choice(spec, recipe.family().bucketStep(), into);
  }

  private Source read(DatasetSpec spec) {
    List<SubsetImages> subsets = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long images = 0;
    long reg = 0;
    long captionsMissing = 0;
    MaskChecks masks = new MaskChecks(scanner, spec.buckets() != null);
    for (SubsetSpec subset : spec.subsets()) {
      if (subset.repeats() < 1) {
        problems.add(
            Kind.VALUE_INVALID,
            "num_repeats",
            subset.repeats() + " leaves " + subset.identity() + " out",
            subset.at());
      }
      ImageFolder folder = folder(subset);
      List<CachedSizes.@Nullable Named> sizes = cachedSizes(folder, subset);
      if (seen.add(subset.identity()) && subset.repeats() > 0) {
        ImageProblems.report(folder, subset, spec, recipe, problems);
        files(folder, sizes, subset, spec);
        masks.check(folder, subset, problems.files());
        images += folder.images().size();
        reg += subset.reg() ? folder.images().size() : 0;
        captionsMissing += ImageProblems.captionsMissing(folder);
      }
      List<SourceImage> listed = infos.read(subset);
      SubsetImages own = new SubsetImages(subset, listed == null ? sound(folder, sizes) : listed);
      Path parent = subset.imageDir();
      if (parent != null && subset.metadataFile() == null && !own.images().isEmpty()) {
        FolderProblems.below(parent, recipe, subset.at(), problems);
      }
      FolderProblems.overlap(spec, own, problems);
      FolderProblems.takenFromCache(subset, recipe, problems);
      FolderProblems.absent(folder, subset, recipe, problems);
      FolderProblems.tooSmall(folder, subset, spec, recipe, problems);
      subsets.add(own);
    }
    FolderProblems.namedTwice(spec, subsets, problems);
    masks.finish(problems.files());
    return new Source(spec, subsets, new PlannedSources(images, reg, captionsMissing));
  }

  private void files(
      ImageFolder folder,
      List<CachedSizes.@Nullable Named> sizes,
      SubsetSpec subset,
      DatasetSpec spec) {
    FileProblems out = new FileProblems(folder.path(), folder.images().size(), subset.at());
    ImageChecks.check(folder, subset, spec, recipe, out);
    CaptionChecks.check(folder, subset, recipe, out);
    InfoChecks.check(folder, subset, out);
    CacheFormat format = CacheFormat.of(recipe);
    BucketChoice choice = choice(spec, new Problems());
    if (format != null && choice != null) {
      new CacheChecks(recipe, format).check(folder, sizes, subset, choice, out);
    }
    out.into(problems.files());
  }

  /**
   * The sizes that upstream takes from the names of caches. Where it writes a list of sizes it
   * replaces them, but fails at a name without one all the same; where it reads a list it looks
   * into no name.
   */
  private List<CachedSizes.@Nullable Named> cachedSizes(ImageFolder folder, SubsetSpec subset) {
    CacheFormat format = CacheFormat.of(recipe);
    // the folder is part of a pattern there, and brackets in its name match nothing
    boolean patterned = folder.path().matches(".*[*?\\[].*");
    boolean kept = subset.treatment().infoCached();
    boolean listed = kept && folder.others().contains(ImageInfoFile.NAME);
    if (format == null || patterned || listed || subset.metadataFile() != null) {
      return Collections.nCopies(folder.images().size(), null);
    }
    List<CachedSizes.@Nullable Named> sizes = CachedSizes.of(folder, format.latents());
    if (kept) {
      sizes.replaceAll(named -> named != null && named.malformed() ? named : null);
    }
    return sizes;
  }

  /** What lies in the subset's folder; each folder is looked at once. */
  ImageFolder folder(SubsetSpec subset) {
    Path metadata = subset.metadataFile();
    Path images = subset.imageDir();
    CaptionRule rule = subset.captions();
    return scanned.computeIfAbsent(
        List.of(subset.identity(), rule),
        key ->
            metadata != null
                ? scanner.scanMetadata(metadata, images)
                : scanner.scan(images == null ? Path.of("") : images, rule));
  }

  private static List<SourceImage> sound(
      ImageFolder folder, List<CachedSizes.@Nullable Named> sizes) {
    List<SourceImage> sound = new ArrayList<>(folder.images().size());
    for (int i = 0; i < sizes.size(); i++) {
      ImageFile image = folder.images().get(i);
      CachedSizes.Named named = sizes.get(i);
      if (named != null && !named.malformed()) {
        sound.add(new SourceImage(image.path(), named.width(), named.height()));
      } else if (image.readable()) {
        sound.add(new SourceImage(image.path(), image.width(), image.height()));
      }
    }
    return sound;
  }

  private long files() {
    return scanned.values().stream().mapToLong(folder -> folder.images().size()).sum();
  }

  /** Without a seed of either kind upstream splits anew in every run; one case stands for all. */
  private PythonRandom random(List<DatasetSpec> specs) {
    var seed = recipe.whole("seed");
    for (DatasetSpec spec : specs) {
      boolean splits = spec.subsets().stream().anyMatch(spec::splits);
      if (seed.isEmpty() && splits && spec.validationSeed() == null) {
        problems.add(
            Kind.VALIDATION_SPLIT_RANDOM,
            "validation_split",
            "without validation_seed or seed every run sets other images aside",
            spec.at());
      }
    }
    return new PythonRandom(seed.orElse(0));
  }
}
