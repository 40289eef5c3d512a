package dev.lorabake.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketChoiceTest {
  private static final Resolution RESOLUTION = new Resolution(1024, 1024);
  private static final BucketChoice PREDEFINED =
      new BucketChoice.Predefined(
          BucketSizes.of(RESOLUTION, new BucketRange(false, 256, 2048, 64)));
  private static final BucketChoice NO_UPSCALE = new BucketChoice.NoUpscale(1024 * 1024, 64);

  @ParameterizedTest
  @CsvSource({
    "512, 512, 1024x1024, 512x512",
    "1920, 1080, 1344x768, 1344x768",
    "1080, 1920, 768x1344, 768x1344",
    "640, 480, 1152x896, 640x448",
    "300, 200, 1216x832, 256x192",
    "3000, 1000, 1728x576, 1728x576",
    "4000, 500, 2048x256, 2560x320",
    "1024, 1023, 1024x1024, 1024x960",
    "832, 1216, 832x1216, 832x1216",
  })
  void picksUpstreamsBucket(int width, int height, String predefined, String noUpscale) {
    assertEquals(predefined, String.valueOf(PREDEFINED.bucket(width, height)));
    assertEquals(noUpscale, String.valueOf(NO_UPSCALE.bucket(width, height)));
  }

  @ParameterizedTest
  @CsvSource({"60, 2000, 256x2048", "65, 63, 1024x1024"})
  void refusesImagesThatAreThinnerThanAStepWithoutUpscaling(
      int width, int height, String predefined) {
    assertEquals(predefined, String.valueOf(PREDEFINED.bucket(width, height)));
    assertNull(NO_UPSCALE.bucket(width, height));
  }
}
