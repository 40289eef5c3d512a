package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples whose figures upstream's own classes gave. */
class WorkedExamplesTest {
  private static final BucketRange TO_1024 = new BucketRange(false, 256, 1024, 64);
  private static final BucketRange TO_2048 = new BucketRange(false, 256, 2048, 64);
  private static final BucketRange NO_UPSCALE = new BucketRange(true, 256, 1024, 64);

  @Test
  void bucketsWithTheDefaultRange() {
    var batched = batched(1024, 4, TO_1024, mix(3));
    assertEquals(
        "704x1024 15->4, 768x1024 6->2, 1024x576 9->3, 1024x704 12->3, 1024x1024 21->6",
        text(batched));
    assertEquals(18, batched.batches());
    assertEquals(0.002115209, batched.meanRatioError(), 5e-10);
  }

  @Test
  void bucketsWithAWiderRange() {
    var batched = batched(1024, 4, TO_2048, mix(3));
    assertEquals(
        "832x1216 15->4, 896x1152 6->2, 1024x1024 21->6, 1216x832 12->3, 1344x768 9->3",
        text(batched));
    assertEquals(18, batched.batches());
    assertEquals(0.006613757, batched.meanRatioError(), 5e-10);
  }

  @Test
  void bucketsWithoutUpscaling() {
    var batched = batched(1024, 4, NO_UPSCALE, mix(3));
    assertEquals(
        "576x768 6->2, 832x1216 15->4, 1024x1024 21->6, 1216x832 12->3, 1344x768 9->3",
        text(batched));
    assertEquals(18, batched.batches());
    assertEquals(0.003968254, batched.meanRatioError(), 5e-10);
  }

  @Test
  void oneBucketWhenBucketsAreOff() {
    var batched = batched(1024, 4, null, mix(3));
    assertEquals("1024x1024 63->16", text(batched));
    assertEquals(16, batched.batches());
  }

  @Test
  void regularisationImagesAreRepeatedUntilTheyAreAsMany() {
    List<SubsetImages> subsets =
        List.of(
            Sizes.subset("train", 3, false, Sizes.images("train", 5, 512, 512)),
            Sizes.subset("reg", 1, true, Sizes.images("reg", 4, 768, 512)));
    DatasetSpec spec = spec(512, 4, TO_1024, 0, null);
    Registration registration =
        Registration.of(spec, subsets, true, new PythonRandom(0), new InfoCaches());
    assertEquals(
        List.of(3L, 3L, 3L, 3L, 3L, 4L, 4L, 4L, 3L),
        registration.images().stream().map(Registration.Registered::repeats).toList());
    assertEquals(15, registration.train());
    assertEquals(4, registration.reg());
    var batched = batched(spec, registration);
    assertEquals("512x512 15->4, 640x384 15->4", text(batched));
    assertEquals(8, batched.batches());
  }

  @Test
  void theRegularisationImageThatCrossesTheMarkKeepsItsRepeats() {
    List<SubsetImages> subsets =
        List.of(
            Sizes.subset("train", 1, false, Sizes.images("train", 5, 512, 512)),
            Sizes.subset("reg", 3, true, Sizes.images("reg", 4, 768, 512)));
    DatasetSpec spec = spec(512, 2, TO_1024, 0, null);
    Registration registration =
        Registration.of(spec, subsets, true, new PythonRandom(0), new InfoCaches());
    assertEquals(12, registration.reg());
    var batched = batched(spec, registration);
    assertEquals("512x512 5->3, 640x384 6->3", text(batched));
    assertEquals(6, batched.batches());
  }

  @Test
  void regularisationRepeatsGrowInOrder() {
    List<SubsetImages> subsets =
        List.of(
            Sizes.subset("train", 2, false, Sizes.images("train", 5, 512, 512)),
            Sizes.subset("reg", 2, true, Sizes.images("reg", 4, 768, 512)));
    Registration registration =
        Registration.of(
            spec(512, 2, TO_1024, 0, null), subsets, true, new PythonRandom(0), new InfoCaches());
    assertEquals(
        List.of(3L, 3L, 2L, 2L),
        registration.images().stream().skip(5).map(Registration.Registered::repeats).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 24, 12, 2, 1",
    "0.1, 28, 14, 1, 1",
    "0.5, 16, 8, 4, 2",
    "0.07, 28, 14, 0, 0",
  })
  void validationTakesItsShare(
      double split, long trained, long batches, long validated, long validationBatches) {
    List<SubsetImages> subsets =
        List.of(Sizes.subset("train", 4, false, Sizes.images("train", 7, 512, 512)));
    DatasetSpec spec = spec(512, 2, TO_1024, split, 1L);
    Registration training =
        Registration.of(spec, subsets, true, new PythonRandom(0), new InfoCaches());
    Registration validation =
        Registration.of(spec, subsets, false, new PythonRandom(0), new InfoCaches());
    assertEquals(trained, training.train());
    assertEquals(batches, batched(spec, training).batches());
    assertEquals(validated, validation.train());
    assertEquals(validationBatches, batched(spec, validation).batches());
  }

  @Test
  void severalDatasetsAddUp() {
    var small = batched(512, 2, TO_1024, mix(1));
    assertEquals(
        "384x640 5->3, 448x576 2->1, 512x512 7->4, 576x448 4->2, 640x384 3->2", text(small));
    var large = batched(1024, 1, TO_2048, mix(1));
    assertEquals(33, small.batches() + large.batches());
  }

  @Test
  void manySizesMakeMoreBatchesThanTheUsualFormula() {
    List<SourceImage> images = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      images.add(new SourceImage("wide/" + i, 512 + 64 * i, 512));
    }
    assertEquals(
        35, batched(512, 3, TO_1024, List.of(Sizes.subset("wide", 10, false, images))).batches());
  }

  private static List<SubsetImages> mix(long repeats) {
    return List.of(Sizes.subset("mix", repeats, false, Sizes.MIX));
  }

  private static DatasetSpec spec(
      int side, int batch, @Nullable BucketRange buckets, double split, @Nullable Long seed) {
    return new DatasetSpec(
        DatasetKind.DREAMBOOTH,
        batch,
        new Resolution(side, side),
        buckets,
        split,
        seed,
        List.of(),
        null);
  }

  private static DatasetArithmetic.Batched batched(
      int side, int batch, @Nullable BucketRange buckets, List<SubsetImages> subsets) {
    DatasetSpec spec = spec(side, batch, buckets, 0, null);
    return batched(
        spec, Registration.of(spec, subsets, true, new PythonRandom(0), new InfoCaches()));
  }

  private static DatasetArithmetic.Batched batched(DatasetSpec spec, Registration registration) {
    Problems problems = new Problems();
    BucketChoice choice = DatasetArithmetic.choice(spec, 64, problems);
    assertEquals(List.of(), problems.all());
    return choice == null
        ? DatasetArithmetic.Batched.NONE
        : DatasetArithmetic.batch(registration, choice, spec.batchSize(), new ArrayList<>());
  }

  private static String text(DatasetArithmetic.Batched batched) {
    return batched.buckets().stream()
        .map(bucket ->
            bucket.width() + "x" + bucket.height() + " " + bucket.count() + "->" + bucket.batches())
        .collect(Collectors.joining(", "));
  }
}
