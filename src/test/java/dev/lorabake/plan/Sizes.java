package dev.lorabake.plan;

import dev.lorabake.dataset.CaptionRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Datasets made of sizes alone: the arithmetic needs no pixels. */
final class Sizes {
  /** The image set of the worked examples: 21 images of five sizes. */
  static final List<SourceImage> MIX =
      images("mix", 7, 1024, 1024, 5, 832, 1216, 4, 1216, 832, 3, 1920, 1080, 2, 600, 800);

  private Sizes() {}

  /** Images from triples of count, width and height. */
  static List<SourceImage> images(String folder, int... triples) {
    List<SourceImage> images = new ArrayList<>();
    for (int i = 0; i < triples.length; i += 3) {
      for (int n = 0; n < triples[i]; n++) {
        String key = "%s/%04d.png".formatted(folder, images.size());
        images.add(new SourceImage(key, triples[i + 1], triples[i + 2]));
      }
    }
    return images;
  }

  static SubsetImages subset(String folder, long repeats, boolean reg, List<SourceImage> images) {
    SubsetSpec spec =
        new SubsetSpec(
            Path.of(folder),
            null,
            null,
            repeats,
            reg,
            null,
            CaptionRule.DEFAULT,
            false,
            new Treatment(false, false, false, false, 0),
            null);
    return new SubsetImages(spec, images);
  }
}
