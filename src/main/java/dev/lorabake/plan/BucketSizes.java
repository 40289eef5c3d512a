package dev.lorabake.plan;

import java.util.SortedSet;
import java.util.TreeSet;

/** The predefined buckets ({@code make_bucket_resolutions} of model_util.py). */
final class BucketSizes {
  private BucketSizes() {}

  /**
   * Every size within the range whose area is near the resolution's, sorted.
   *
   * @param range with ends that are multiples of its step
   */
  static SortedSet<Resolution> of(Resolution resolution, BucketRange range) {
    SortedSet<Resolution> sizes = new TreeSet<>();
    long step = range.step();
    long area = resolution.area();
    int square = (int) ((long) Math.floor(Math.sqrt((double) area) / step) * step);
    sizes.add(new Resolution(square, square));
    for (long width = range.min(); width <= range.max(); width += step) {
      long height = Math.min(range.max(), area / width / step * step);
      if (height < range.min()) {
        break; // it only gets flatter
      }
      sizes.add(new Resolution((int) width, (int) height));
      sizes.add(new Resolution((int) height, (int) width));
    }
    return sizes;
  }
}
