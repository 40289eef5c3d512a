package dev.lorabake.plan;

import java.util.Arrays;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Picks the bucket of an image ({@code BucketManager} of train_util.py). All divisions are those of
 * Python's floats, so that near ties fall on the same side.
 */
sealed interface BucketChoice {

  /** The bucket, or {@code null} for an image so thin that upstream divides by zero. */
  @Nullable Resolution bucket(int width, int height);

  /** One size for all: no buckets. */
  record Single(Resolution resolution) implements BucketChoice {
    @Override
    public Resolution bucket(int width, int height) {
      return resolution;
    }
  }

  /** The predefined bucket of the nearest aspect ratio; small images are enlarged to it. */
  final class Predefined implements BucketChoice {
    private final Resolution[] buckets;
    private final double[] ratios;

    Predefined(SortedSet<Resolution> sorted) {
      buckets = sorted.toArray(Resolution[]::new);
      ratios = Arrays.stream(buckets).mapToDouble(Resolution::ratio).toArray();
    }

    @Override
    public Resolution bucket(int width, int height) {
      double ratio = (double) width / height;
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < buckets.length; i++) {
        if (buckets[i].width() == width && buckets[i].height() == height) {
          return buckets[i];
        }
        double error = Math.abs(ratios[i] - ratio);
        if (error < least) {
          least = error;
          nearest = i;
        }
      }
      return buckets[nearest];
    }
  }

  /** A bucket made from the image's own size, which is only ever reduced. */
  record NoUpscale(long area, int step) implements BucketChoice {
    @Override
    public @Nullable Resolution bucket(int width, int height) {
      int w = width;
      int h = height;
      if ((long) width * height > area) {
        double ratio = (double) width / height;
        double resizedWidth = Math.sqrt(area * ratio);
        long byWidth = toSteps(resizedWidth);
        long itsHeight = toSteps(byWidth / ratio);
        long byHeight = toSteps(area / resizedWidth);
        long itsWidth = toSteps(byHeight * ratio);
        if (itsHeight == 0 || byHeight == 0) {
          return null;
        }
        double widthError = Math.abs((double) byWidth / itsHeight - ratio);
        double heightError = Math.abs((double) itsWidth / byHeight - ratio);
        if (widthError < heightError) {
          w = (int) byWidth;
          h = (int) (byWidth / ratio + 0.5);
        } else {
          w = (int) (byHeight * ratio + 0.5);
          h = (int) byHeight;
        }
      }
      w -= w % step;
      h -= h % step;
      // upstream survives a width of 0 until it crops
      return w == 0 || h == 0 ? null : new Resolution(w, h);
    }

    private long toSteps(double size) {
      long whole = (long) (size + 0.5);
      return whole - whole % step;
    }
  }
}
