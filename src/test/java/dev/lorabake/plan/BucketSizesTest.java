package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketSizesTest {
  @ParameterizedTest
  @CsvSource({
    "512, 512, 256, 1024, 64, 17",
    "1024, 1024, 256, 2048, 64, 41",
    "1024, 1024, 512, 1536, 64, 21",
    "1024, 1024, 256, 1024, 64, 25",
    "768, 512, 256, 1024, 64, 19",
    "1024, 1024, 256, 2048, 32, 81",
    "64, 64, 64, 128, 64, 1",
    "1000, 1000, 256, 1024, 64, 25",
    "512, 512, 320, 1024, 64, 9",
  })
  void makesAsManyBucketsAsUpstream(
      int width, int height, long min, long max, long step, int count) {
    assertEquals(count, sizes(width, height, min, max, step).size());
  }

  @Test
  void listsTheBucketsOfA512Resolution() {
    assertEquals(
        "256x832 256x896 256x960 256x1024 320x704 320x768 384x640 448x576 512x512 576x448 640x384"
            + " 704x320 768x320 832x256 896x256 960x256 1024x256",
        text(sizes(512, 512, 256, 1024, 64)));
  }

  @Test
  void listsTheFirstBucketsOfA1024Resolution() {
    assertTrue(
        text(sizes(1024, 1024, 256, 2048, 64))
            .startsWith("256x2048 320x2048 384x2048 448x2048 512x1856 512x1920 "));
    assertTrue(
        text(sizes(1024, 1024, 512, 1536, 64))
            .startsWith(
                "512x1536 576x1536 640x1536 704x1408 704x1472 768x1280 768x1344 832x1216 896x1152"
                    + " 960x1088 1024x1024 "));
  }

  @Test
  void addsTheSquareNextToAnOddResolution() {
    SortedSet<Resolution> sizes = sizes(1000, 1000, 256, 1024, 64);
    assertTrue(sizes.contains(new Resolution(960, 960)));
    assertTrue(!sizes.contains(new Resolution(1000, 1000)));
    SortedSet<Resolution> wide = sizes(768, 512, 256, 1024, 64);
    assertTrue(wide.contains(new Resolution(576, 576)));
    assertTrue(wide.contains(new Resolution(768, 512)));
  }

  private static SortedSet<Resolution> sizes(int width, int height, long min, long max, long step) {
    return BucketSizes.of(new Resolution(width, height), new BucketRange(false, min, max, step));
  }

  private static String text(SortedSet<Resolution> sizes) {
    return sizes.stream().map(Resolution::toString).collect(Collectors.joining(" "));
  }
}
